package io.sillage.events.provider;

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

/// Forgets tokens that are too old to be used again.
@ApplicationScoped
class SignedTokenPoller {

    private static final int AT_ONCE = 1_000;
    private static final Duration PERIOD = Duration.ofHours(1);

    private final SignedTokens tokens;
    private final RealTime time;
    private final InstantSource clock;
    private final Alarm alarm;

    /// Alarms ring more often than there is something to do here.
    private Instant next = Instant.MIN;

    SignedTokenPoller(SignedTokens tokens, RealTime time, InstantSource clock, Alarms alarms) {
        this.tokens = tokens;
        this.time = time;
        this.clock = clock;
        this.alarm = alarms.alarm("old tokens of providers", this::deleteSome);
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
        return tokens.deleteOld(SignedAt.MAILGUN.oldest(time.now()), AT_ONCE)
                .invoke(deleted -> next = deleted < AT_ONCE ? now.plus(PERIOD) : now)
                .map(_ -> Optional.of(next));
    }
}
