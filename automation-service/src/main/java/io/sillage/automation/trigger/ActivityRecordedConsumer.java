package io.sillage.automation.trigger;

import static java.util.stream.Collectors.groupingBy;

import io.sillage.automation.flow.FlowRepository;
import io.sillage.automation.flow.FlowRepository.EventStart;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Finds the flows that something that happened starts.
@ApplicationScoped
class ActivityRecordedConsumer {

    private final Consumption consumption;
    private final FlowRepository flows;
    private final EntryService entries;
    private final EntryPoller poller;
    private final Pool pool;
    private final InstantSource clock;

    ActivityRecordedConsumer(
            Consumption consumption,
            FlowRepository flows,
            EntryService entries,
            EntryPoller poller,
            Pool pool,
            InstantSource clock) {
        this.consumption = consumption;
        this.flows = flows;
        this.entries = entries;
        this.poller = poller;
        this.pool = pool;
        this.clock = clock;
    }

    private record EventName(UUID audienceId, String name) {}

    @Incoming("activities")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        var events = messages.stream()
                .filter(ActivityRecorded.class::isInstance)
                .map(ActivityRecorded.class::cast)
                .filter(activity -> activity.type().equals(ActivityType.EVENT) && activity.name() != null)
                .toList();
        return events.isEmpty() ? Uni.createFrom().voidItem() : match(events);
    }

    /// Most polls start nothing: they cost one query, and no transaction.
    private Uni<Void> match(List<ActivityRecorded> events) {
        var names =
                events.stream().map(ActivityRecordedConsumer::nameOf).distinct().toList();
        return flows.startedByEvents(
                        pool,
                        names.stream().map(EventName::audienceId).toArray(UUID[]::new),
                        names.stream().map(EventName::name).toArray(String[]::new))
                .map(starts -> fired(events, starts))
                .chain(fired -> fired.isEmpty() ? Uni.createFrom().voidItem() : decide(fired));
    }

    private Uni<Void> decide(List<Entry> fired) {
        return pool.withTransaction(transaction -> entries.fired(transaction, fired, clock.instant()))
                .invoke(poller::committed)
                .replaceWithVoid();
    }

    private static List<Entry> fired(List<ActivityRecorded> events, List<EventStart> starts) {
        Map<EventName, List<EventStart>> byName =
                starts.stream().collect(groupingBy(start -> new EventName(start.audienceId(), start.eventName())));
        return events.stream()
                .flatMap(event ->
                        byName.getOrDefault(nameOf(event), List.of()).stream().flatMap(start -> fired(event, start)))
                .toList();
    }

    /// What was received before the activation starts nothing, and leaves no trace.
    private static Stream<Entry> fired(ActivityRecorded event, EventStart start) {
        return event.receivedAt().isBefore(start.activatedAt())
                ? Stream.empty()
                : Stream.of(Entry.fired(
                        event.accountId(),
                        event.audienceId(),
                        start.flowId(),
                        start.triggerId(),
                        event.contactId(),
                        Cause.of(event)));
    }

    private static EventName nameOf(ActivityRecorded event) {
        return new EventName(event.audienceId(), String.valueOf(event.name()));
    }
}
