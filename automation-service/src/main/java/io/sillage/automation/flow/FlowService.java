package io.sillage.automation.flow;

import io.sillage.automation.contact.Audience;
import io.sillage.automation.contact.AudienceRepository;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Loads flows, lets [FlowEdit] decide, and stores what came of it.
@ApplicationScoped
public class FlowService {

    private final FlowRepository flows;
    private final Definitions definitions;
    private final AudienceRepository audiences;
    private final Instance<FlowObserver> observers;

    FlowService(
            FlowRepository flows,
            Definitions definitions,
            AudienceRepository audiences,
            @Any Instance<FlowObserver> observers) {
        this.flows = flows;
        this.definitions = definitions;
        this.audiences = audiences;
        this.observers = observers;
    }

    /// The audience that a new flow names; one that was just created is waited for.
    Uni<Optional<Audience>> audience(UUID accountId, String listId) {
        return audiences.findSoon(accountId, listId);
    }

    /// A flow of this account with its current definition; fails with *Resource Not Found*.
    public Uni<FlowVersion> get(SqlConnection connection, UUID accountId, int flowId) {
        return flows.get(connection, accountId, flowId).chain(flow -> withDefinition(connection, flow));
    }

    Uni<List<FlowVersion>> list(SqlConnection connection, UUID accountId, FlowRepository.Filter filter, Page page) {
        return flows.list(connection, accountId, filter, page).chain(found -> withDefinitions(connection, found));
    }

    Uni<Integer> count(SqlConnection connection, UUID accountId, FlowRepository.Filter filter) {
        return flows.count(connection, accountId, filter);
    }

    Uni<FlowVersion> create(SqlConnection transaction, FlowEdit.Draft draft, Instant now) {
        return flows.add(transaction, draft.audience(), draft.name(), draft.nextElementId(), now)
                .map(flow -> new FlowVersion(flow, draft.definition()))
                .call(version -> saveDefinition(transaction, version));
    }

    /// Changes what the body names: the name at any time, the definition while nobody can enter.
    Uni<FlowVersion> edit(
            SqlConnection transaction, UUID accountId, int flowId, JsonBody body, Entitlements plan, Instant now) {
        return flows.lock(transaction, accountId, flowId)
                .chain(flow -> withDefinition(transaction, flow))
                .chain(current -> audiences
                        .load(transaction, List.of(current.flow().audienceId()))
                        .map(Map::values)
                        .map(known -> FlowEdit.edit(current, known.iterator().next(), body, plan, now))
                        .call(edited -> save(transaction, current, edited)));
    }

    /// Starts, pauses or ends a flow.
    Uni<FlowVersion> change(SqlConnection transaction, UUID accountId, int flowId, UnaryOperator<FlowVersion> change) {
        return flows.lock(transaction, accountId, flowId)
                .chain(flow -> withDefinition(transaction, flow))
                .chain(current -> changed(transaction, current.flow(), change.apply(current)));
    }

    private Uni<FlowVersion> changed(SqlConnection transaction, Flow before, FlowVersion after) {
        return before.status() == after.flow().status()
                ? Uni.createFrom().item(after)
                : flows.save(transaction, after.flow())
                        .chain(() -> tellObservers(transaction, after.flow()))
                        .replaceWith(after);
    }

    private Uni<Void> tellObservers(SqlConnection transaction, Flow flow) {
        return Multi.createFrom()
                .iterable(observers)
                .onItem()
                .transformToUniAndConcatenate(observer -> tell(observer, transaction, flow))
                .collect()
                .last();
    }

    private static Uni<Void> tell(FlowObserver observer, SqlConnection transaction, Flow flow) {
        return switch (flow.status()) {
            case ACTIVE -> observer.resumed(transaction, flow.flowId(), flow.updatedAt());
            case ARCHIVED -> observer.archived(transaction, flow.flowId(), flow.updatedAt());
            case DRAFT, PAUSED -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> save(SqlConnection transaction, FlowVersion current, FlowVersion edited) {
        var saved = flows.save(transaction, edited.flow());
        return current.flow().version() == edited.flow().version()
                ? saved
                : saved.chain(() -> saveDefinition(transaction, edited));
    }

    private Uni<Void> saveDefinition(SqlConnection transaction, FlowVersion version) {
        return definitions
                .save(transaction, version.flow(), version.definition())
                .chain(() -> flows.replaceTriggers(
                        transaction, version.flow(), version.definition().triggers()));
    }

    private Uni<FlowVersion> withDefinition(SqlConnection connection, Flow flow) {
        return withDefinitions(connection, List.of(flow))
                .map(found -> found.stream().findFirst().orElseThrow(Problem::notFound));
    }

    private Uni<List<FlowVersion>> withDefinitions(SqlConnection connection, List<Flow> found) {
        return definitions
                .load(connection, found.stream().map(Flow::versionId).toList())
                .map(known -> found.stream()
                        .filter(flow -> known.containsKey(flow.versionId()))
                        .map(flow -> new FlowVersion(flow, known.get(flow.versionId())))
                        .toList());
    }
}
