package io.sillage.automation.email;

import io.sillage.automation.email.DeliverySource.FlowStep;
import io.sillage.automation.email.DeliverySource.Request;
import io.sillage.automation.flow.Definitions;
import io.sillage.automation.flow.Step;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Deliveries as they are shown.
@ApplicationScoped
class DeliveryQueries {

    private static final Set<String> STATUSES = Set.of("queued", "sent", "failed", "unknown", "skipped");

    private final Definitions definitions;

    DeliveryQueries(Definitions definitions) {
        this.definitions = definitions;
    }

    /// Which deliveries a list shows; `null` = whatever it is.
    record Filter(
            UUID accountId,
            @Nullable Integer flowId,
            @Nullable String status,
            @Nullable List<UUID> contactIds) {

        /// Adds its parameters behind those that are there.
        private String where(Tuple parameters) {
            var where = new StringBuilder(" where account_id = $");
            where.append(parameters.addUUID(accountId).size());
            if (flowId != null) {
                where.append(" and flow_id = $")
                        .append(parameters.addInteger(flowId).size());
            }
            if (status != null) {
                where.append(" and status = any($")
                        .append(parameters.addArrayOfString(stored(status)).size())
                        .append(')');
            }
            if (contactIds != null) {
                where.append(" and contact_id = any($")
                        .append(parameters
                                .addArrayOfUUID(contactIds.toArray(UUID[]::new))
                                .size())
                        .append(')');
            }
            return where.toString();
        }

        /// What is being handed over counts as queued for everybody outside.
        private static String[] stored(String status) {
            return status.equals("queued") ? new String[] {"queued", "sending"} : new String[] {status};
        }
    }

    static void verifyStatus(@Nullable String status) {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.invalid(
                    "status",
                    "Data presented is not one of the accepted values: %s."
                            .formatted(String.join(", ", new TreeSet<>(STATUSES))));
        }
    }

    Uni<Delivery> get(SqlConnection connection, UUID accountId, UUID deliveryId) {
        return connection
                .preparedQuery("select " + DeliveryRepository.COLUMNS
                        + " from delivery where delivery_id = $2 and account_id = $1")
                .execute(Tuple.of(accountId, deliveryId))
                .map(rows ->
                        DeliveryRepository.deliveries(rows).stream().findFirst().orElseThrow(Problem::notFound));
    }

    /// Newest first.
    Uni<List<Delivery>> list(SqlConnection connection, Filter filter, Page page) {
        var parameters = Tuple.tuple().addInteger(page.count()).addInteger(page.offset());
        return connection
                .preparedQuery("select " + DeliveryRepository.COLUMNS + " from delivery" + filter.where(parameters)
                        + " order by queued_at desc, delivery_id desc limit $1 offset $2")
                .execute(parameters)
                .map(DeliveryRepository::deliveries);
    }

    Uni<Integer> count(SqlConnection connection, Filter filter) {
        var parameters = Tuple.tuple();
        return connection
                .preparedQuery("select count(*)::int as total from delivery" + filter.where(parameters))
                .execute(parameters)
                .map(rows -> rows.iterator().next().getInteger("total"));
    }

    /// The email as it was rendered for its receiver.
    Uni<RenderedEmail> content(SqlConnection connection, Delivery delivery) {
        var printed = delivery.printed();
        if (printed == null) {
            return Uni.createFrom().failure(Problem.notFound());
        }
        return switch (delivery.source()) {
            case FlowStep step -> content(connection, step, printed);
            case Request request -> Uni.createFrom().item(RenderedEmail.asItIs(request.content()));
        };
    }

    private Uni<RenderedEmail> content(SqlConnection connection, FlowStep step, Map<String, String> printed) {
        return definitions.load(connection, List.of(step.version())).map(known -> known.get(step.version())
                .step(step.stepId())
                .filter(Step.SendEmail.class::isInstance)
                .map(found -> RenderedEmail.of(((Step.SendEmail) found).email(), printed))
                .orElseThrow(Problem::notFound));
    }
}
