package io.sillage.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final Vertx vertx = Vertx.vertx();
    private final LocalClock clock = new LocalClock();
    private final Alarms alarms = new Alarms(vertx, clock, Duration.ofSeconds(10));
    private final List<Instant> runs = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void ringsAtTheInstantAndNotBefore() {
        var due = clock.instant().plusMillis(150);
        var alarm = alarms.alarm("test", () -> ran(Optional.empty()));

        alarm.wakeAt(due);

        await().untilAsserted(() -> assertThat(runs).hasSize(1));
        assertThat(runs.getFirst()).isAfterOrEqualTo(due).isBefore(due.plusMillis(500));
    }

    @Test
    void aMovedClockMakesItRingAtOnce() {
        var alarm = alarms.alarm("test", () -> ran(Optional.empty()));
        alarm.wakeAt(clock.instant().plus(Duration.ofDays(30)));

        clock.moveTo(Duration.ofDays(31));
        alarms.wakeAll();

        await().untilAsserted(() -> assertThat(runs).hasSize(1));
    }

    @Test
    void aWakeUpDuringARunLeadsToAnother() {
        var left = new AtomicInteger(3);
        var alarm = new Alarm[1];
        alarm[0] = alarms.alarm("test", () -> {
            if (left.decrementAndGet() > 0) {
                alarm[0].wake();
            }
            return ran(Optional.empty());
        });

        alarm[0].wake();

        await().untilAsserted(() -> assertThat(runs).hasSize(3));
    }

    @Test
    void restsAfterWorkAsLongAsItTook() {
        var alarm = alarms.alarm("test", () -> ran(Optional.empty())
                .chain(next -> Uni.createFrom().emitter(working -> vertx.setTimer(80, _ -> working.complete(next)))));

        alarm.wake();
        await().untilAsserted(() -> assertThat(runs).hasSize(1));
        alarm.wake();

        await().untilAsserted(() -> assertThat(runs).hasSize(2));
        assertThat(Duration.between(runs.getFirst(), runs.getLast())).isGreaterThanOrEqualTo(Duration.ofMillis(158));
    }

    @Test
    void afterAFailureItTriesAgain() {
        var attempts = new AtomicInteger();
        var alarm = alarms.alarm(
                "test",
                () -> attempts.incrementAndGet() < 3
                        ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                        : ran(Optional.empty()));

        alarm.wake();

        await().untilAsserted(() -> assertThat(runs).hasSize(1));
    }

    private Uni<Optional<Instant>> ran(Optional<Instant> next) {
        runs.add(clock.instant());
        return Uni.createFrom().item(next);
    }
}
