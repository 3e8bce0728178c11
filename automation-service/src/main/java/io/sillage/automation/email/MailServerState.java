package io.sillage.automation.email;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the mail server answers. While it does not, emails stay queued and it is tried with growing pauses.
@ApplicationScoped
class MailServerState {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private @Nullable Instant awayUntil;
    private Duration pause = FIRST_PAUSE;
    private String reason = "";

    synchronized void unreachable(String why, Instant now) {
        if (awayUntil(now).isPresent()) {
            return; // several emails of one batch found out at the same time
        }
        awayUntil = now.plus(pause);
        reason = why;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    synchronized void answers() {
        awayUntil = null;
        pause = FIRST_PAUSE;
        reason = "";
    }

    /// When to try again; empty if there is no need to wait.
    synchronized Optional<Instant> awayUntil(Instant now) {
        return Optional.ofNullable(awayUntil).filter(now::isBefore);
    }

    /// Whether the next email is only a try.
    synchronized boolean isDoubtful() {
        return awayUntil != null;
    }

    /// Why the mail server does not answer; empty if it does.
    synchronized Optional<String> trouble() {
        return awayUntil == null ? Optional.empty() : Optional.of(reason);
    }
}
