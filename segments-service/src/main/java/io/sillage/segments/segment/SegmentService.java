package io.sillage.segments.segment;

import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbox.Outbox;
import io.sillage.segments.evaluation.References;
import io.sillage.segments.membership.Definition;
import io.sillage.segments.membership.DefinitionService;
import io.sillage.segments.projection.AccountRepository;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Creates, edits and deletes saved segments, each with its message and, if the conditions are new, its definition.
@ApplicationScoped
public class SegmentService {

    private final SegmentRepository segments;
    private final SavedSegmentRepository saved;
    private final DefinitionService definitions;
    private final AccountRepository accounts;
    private final Outbox outbox;
    private final InstantSource clock;

    SegmentService(
            SegmentRepository segments,
            SavedSegmentRepository saved,
            DefinitionService definitions,
            AccountRepository accounts,
            Outbox outbox,
            InstantSource clock) {
        this.segments = segments;
        this.saved = saved;
        this.definitions = definitions;
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Emits the id of the new segment.
    Uni<Long> create(
            SqlConnection transaction, Audience audience, String name, Conditions conditions, Entitlements plan) {
        return definitions
                .lock(transaction, audience.audienceId())
                .chain(() -> requireFreeName(transaction, audience.audienceId(), name, 0))
                .chain(() -> eventWindow(transaction, audience.accountId(), plan))
                .chain(window -> segments.nextId(transaction)
                        .map(id -> newSegment(id, audience, name, conditions, window.orElse(null))))
                .call(segment -> saved.insert(transaction, segment, clock.instant()))
                .call(segment -> define(transaction, segment))
                .call(segment -> outbox.append(transaction, segment.changed(false, clock.instant())))
                .map(SavedSegment::id);
    }

    private static SavedSegment newSegment(
            long id, Audience audience, String name, Conditions conditions, @Nullable Period window) {
        return new SavedSegment(
                id,
                audience.accountId(),
                audience.audienceId(),
                name,
                conditions.raw(),
                conditions.condition(),
                window,
                1,
                1);
    }

    Uni<Void> edit(SqlConnection transaction, Audience audience, long id, SegmentForm form, Entitlements plan) {
        return definitions
                .lock(transaction, audience.audienceId())
                .chain(() -> form.name().isPresent()
                        ? requireFreeName(
                                transaction, audience.audienceId(), form.name().get(), id)
                        : Uni.createFrom().voidItem())
                .chain(() -> eventWindow(transaction, audience.accountId(), plan))
                .chain(window ->
                        change(transaction, audience, id, segment -> edited(segment, form, window.orElse(null))));
    }

    private static SavedSegment edited(SavedSegment segment, SegmentForm form, @Nullable Period window) {
        var renamed = form.name().map(segment::renamed).orElse(segment);
        return form.conditions()
                .map(conditions -> renamed.redefined(conditions, window))
                .orElse(renamed);
    }

    private Uni<Void> change(
            SqlConnection transaction, Audience audience, long id, UnaryOperator<SavedSegment> change) {
        return saved.lock(transaction, audience.accountId(), id)
                .chain(before -> save(transaction, before, change.apply(before)));
    }

    private Uni<Void> save(SqlConnection transaction, SavedSegment before, SavedSegment after) {
        if (after.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        var next = after.nextVersion();
        var now = clock.instant();
        return saved.update(transaction, next, now)
                .chain(() -> next.definitionVersion() > before.definitionVersion()
                        ? define(transaction, next)
                        : Uni.createFrom().voidItem())
                .chain(() -> outbox.append(transaction, next.changed(false, now)));
    }

    Uni<Void> delete(SqlConnection transaction, Audience audience, long id) {
        return definitions
                .lock(transaction, audience.audienceId())
                .chain(() -> saved.lock(transaction, audience.accountId(), id))
                .call(() -> saved.delete(transaction, id))
                .call(() -> definitions.drop(transaction, id))
                .chain(segment ->
                        outbox.append(transaction, segment.nextVersion().changed(true, clock.instant())));
    }

    /// Deletes all segments of an audience that is no more. Who keeps a copy of them hears of the audience.
    public Uni<Void> deleteAllOf(SqlConnection transaction, UUID audienceId) {
        return definitions
                .lock(transaction, audienceId)
                .chain(() -> saved.deleteOf(transaction, audienceId))
                .chain(() -> definitions.dropAllOf(transaction, audienceId));
    }

    /// Evaluates the account's segments on events anew if they now see events further back, or less far.
    public Uni<Void> changeEventWindow(SqlConnection transaction, UUID accountId, @Nullable Period eventWindow) {
        return saved.audiences(transaction, accountId)
                .chain(audiences -> each(audiences, audience -> definitions.lock(transaction, audience)))
                .chain(() -> saved.ofAccount(transaction, accountId))
                .chain(segments -> each(
                        segments.stream()
                                .filter(segment -> isAffected(segment, eventWindow))
                                .toList(),
                        segment -> save(transaction, segment, segment.seeing(eventWindow))));
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> action) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(action::apply)
                .collect()
                .last();
    }

    private static boolean isAffected(SavedSegment segment, @Nullable Period eventWindow) {
        return !Objects.equals(segment.eventWindow(), eventWindow)
                && !References.of(segment.condition()).events().isEmpty();
    }

    private Uni<Void> define(SqlConnection transaction, SavedSegment segment) {
        return definitions.give(
                transaction,
                new Definition.Id(segment.id(), segment.definitionVersion()),
                segment.accountId(),
                segment.audienceId(),
                segment.condition(),
                segment.eventWindow(),
                clock.instant());
    }

    private Uni<Void> requireFreeName(SqlConnection transaction, UUID audienceId, String name, long exceptId) {
        return segments.isNameTaken(transaction, audienceId, name, exceptId).chain(SegmentService::refuseIf);
    }

    static Uni<Void> refuseIf(boolean nameTaken) {
        return nameTaken
                ? Uni.createFrom()
                        .failure(Problem.invalid("name", "This audience has a segment or tag of this name already."))
                : Uni.createFrom().voidItem();
    }

    /// As the account's plan says, as far as we know it; else as the request says.
    private Uni<Optional<Period>> eventWindow(SqlConnection transaction, UUID accountId, Entitlements plan) {
        return accounts.eventWindows(transaction, Set.of(accountId))
                .map(windows -> windows.getOrDefault(accountId, Optional.ofNullable(plan.eventWindow())));
    }
}
