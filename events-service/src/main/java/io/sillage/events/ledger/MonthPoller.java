package io.sillage.events.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Makes room for this month and the next, so that no event of today waits for it.
@ApplicationScoped
class MonthPoller {

    private final MonthRepository months;
    private final InstantSource clock;
    private final Alarm alarm;

    MonthPoller(MonthRepository months, Alarms alarms, InstantSource clock) {
        this.months = months;
        this.clock = clock;
        this.alarm = alarms.alarm("room for the next month", this::makeRoom);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> makeRoom() {
        var now = clock.instant();
        var nextMonth = MonthRepository.monthOf(now)
                .plusMonths(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return months.makeRoom(List.of(now, nextMonth)).replaceWith(Optional.of(nextMonth));
    }
}
