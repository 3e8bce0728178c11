package io.sillage.platform.messaging;

import io.quarkus.logging.Log;
import io.sillage.contracts.Message;
import io.sillage.platform.database.Outage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.health.Readiness;

/// Takes polls of records to a handler, at least once, in order.
///
/// - What is not a message goes to the dead letters, the rest of the poll goes on.
/// - While something we depend on is away, the poll is tried again with growing pauses, and health says so.
/// - If the handler refuses a poll for any other reason, its messages are handed over one by one, and only the one
/// that is refused alone goes to the dead letters.
///
/// The handler opens its own transaction, so that each attempt has one; redelivery must not change its effect.
@ApplicationScoped
public class Consumption {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final CloudEvents cloudEvents;
    private final DeadLetters deadLetters;
    private final ConsumptionHealth health;
    private final Event<PollHandled> handled;

    Consumption(
            CloudEvents cloudEvents,
            DeadLetters deadLetters,
            @Readiness ConsumptionHealth health,
            Event<PollHandled> handled) {
        this.cloudEvents = cloudEvents;
        this.deadLetters = deadLetters;
        this.health = health;
        this.handled = handled;
    }

    /// Emits when every record of the poll was handled or buried; never fails but for a defect of ours.
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records, Function<List<Message>, Uni<Void>> handler) {
        var readable = new ArrayList<Letter>(records.count());
        var unreadable = new ArrayList<Unreadable>();
        for (var record : records) {
            read(record, readable, unreadable);
        }
        return buryAll(unreadable).chain(() -> handle(readable, handler)).invoke(_ -> handled.fire(new PollHandled()));
    }

    private static String topicOf(List<Letter> letters) {
        return letters.getFirst().record().topic();
    }

    private record Letter(ConsumerRecord<String, byte[]> record, Message message) {}

    private record Unreadable(ConsumerRecord<String, byte[]> record, RuntimeException reason) {}

    private void read(ConsumerRecord<String, byte[]> record, List<Letter> readable, List<Unreadable> unreadable) {
        try {
            cloudEvents.read(record).ifPresent(message -> readable.add(new Letter(record, message)));
        } catch (IllegalArgumentException e) {
            unreadable.add(new Unreadable(record, e));
        }
    }

    private Uni<Void> buryAll(List<Unreadable> unreadable) {
        return Multi.createFrom()
                .iterable(unreadable)
                .onItem()
                .transformToUniAndConcatenate(each -> deadLetters.bury(each.record(), each.reason()))
                .collect()
                .last();
    }

    private Uni<Void> handle(List<Letter> letters, Function<List<Message>, Uni<Void>> handler) {
        if (letters.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return attempt(letters, handler)
                .onFailure(failure -> !Outage.isCauseOf(failure))
                .recoverWithUni(failure -> letters.size() == 1
                        ? deadLetters.bury(letters.getFirst().record(), failure)
                        : oneByOne(letters, handler));
    }

    private Uni<Void> oneByOne(List<Letter> letters, Function<List<Message>, Uni<Void>> handler) {
        return Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(letter -> handle(List.of(letter), handler))
                .collect()
                .last();
    }

    private Uni<Void> attempt(List<Letter> letters, Function<List<Message>, Uni<Void>> handler) {
        var topic = topicOf(letters);
        var messages = letters.stream().map(Letter::message).toList();
        return Uni.createFrom()
                .deferred(() -> handler.apply(messages))
                .onFailure(Outage::isCauseOf)
                .invoke(failure -> stuck(topic, failure))
                .onFailure(Outage::isCauseOf)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .eventually(() -> health.flows(topic));
    }

    private void stuck(String topic, Throwable failure) {
        Log.warnf("Consumption waits topic=%s cause=%s", topic, failure.toString());
        health.stuck(topic, failure);
    }
}
