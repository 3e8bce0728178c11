package io.sillage.events.site;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Forgets visitors after a time.
@ApplicationScoped
class VisitPoller {

    private static final int AT_ONCE = 1_000;
    private static final Duration PERIOD = Duration.ofHours(1);

    private final VisitRepository repository;
    private final SiteConfig config;
    private final InstantSource clock;
    private final Alarm alarm;

    /// Alarms ring more often than there is something to do here.
    private Instant next = Instant.MIN;

    VisitPoller(VisitRepository repository, SiteConfig config, InstantSource clock, Alarms alarms) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.alarm = alarms.alarm("old visits", this::deleteSome);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> deleteSome() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return Uni.createFrom().item(Optional.of(next));
        }
        return repository
                .deleteOld(now.minus(config.visitsKept()), now.minus(config.visitorsKept()), AT_ONCE)
                .invoke(deleted -> next = deleted < AT_ONCE ? now.plus(PERIOD) : now)
                .map(_ -> Optional.of(next));
    }
}
