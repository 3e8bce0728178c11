package io.sillage.platform.time;

import io.quarkus.logging.Log;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs work exactly when it is due: it is set to the earliest due instant, and never polls for one.
///
/// One run at a time, and a rest after it, see [Pace]. A wake-up during a run leads to another run. As a net below lost
/// wake-ups (another instance died with work that it had taken note of) it looks again after [#RECHECK] at the latest;
/// after a failure it tries again with growing pauses.
public final class Alarm {

    private static final Duration RECHECK = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final String name;
    private final Supplier<Uni<Optional<Instant>>> work;
    private final Vertx vertx;
    private final InstantSource clock;
    private final Pace pace;
    private final Context home;

    private boolean running;
    private boolean wokenMeanwhile;
    private boolean stopped;
    private long timer = -1;
    private Instant setTo = Instant.MAX;
    private Duration pause = FIRST_PAUSE;
    private long startedAt;

    Alarm(String name, Supplier<Uni<Optional<Instant>>> work, Vertx vertx, InstantSource clock, Pace pace) {
        this.name = name;
        this.work = work;
        this.vertx = vertx;
        this.clock = clock;
        this.pace = pace;
        // what wakes it is often the same for many alarms: they would all work on one event loop
        this.home = ((VertxInternal) vertx).createEventLoopContext();
    }

    /// Runs the work as soon as it has rested, or once more if it is running.
    public synchronized void wake() {
        if (stopped) {
            return;
        }
        if (running) {
            wokenMeanwhile = true;
            return;
        }
        cancelTimer();
        var rest = pace.restLeft();
        if (rest > 0) {
            setTo = Instant.MIN;
            timer = vertx.setTimer(rest, _ -> wake());
        } else {
            running = true;
            runOnOwnContext();
        }
    }

    /// Runs the work at this instant, unless it is set to an earlier one already.
    public synchronized void wakeAt(Instant due) {
        if (running) {
            wokenMeanwhile = true;
        } else if (due.isBefore(setTo)) {
            setTimer(due);
        }
    }

    /// No run starts from now on.
    public synchronized void stop() {
        stopped = true;
        cancelTimer();
    }

    private void runOnOwnContext() {
        var context = VertxContext.createNewDuplicatedContext(home);
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ -> start());
    }

    private void start() {
        startedAt = System.nanoTime();
        try {
            work.get().subscribe().with(this::finished, this::failed);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private synchronized void finished(Optional<Instant> next) {
        pace.workedSince(startedAt);
        running = false;
        pause = FIRST_PAUSE;
        if (wokenMeanwhile) {
            wokenMeanwhile = false;
            wake();
        } else {
            setTimer(next.orElse(Instant.MAX));
        }
    }

    private synchronized void failed(Throwable failure) {
        running = false;
        wokenMeanwhile = false;
        Log.warnf(failure, "Alarm failed name=%s retryIn=%s", name, pause);
        setTimer(clock.instant().plus(pause));
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void setTimer(Instant due) {
        cancelTimer();
        if (stopped) {
            return;
        }
        setTo = due;
        var now = clock.instant();
        var latest = now.plus(RECHECK);
        var wait = Duration.between(now, due.isBefore(latest) ? due : latest);
        // a timer has whole milliseconds: rounded up, so that it never rings before the boundary
        timer = vertx.setTimer(Math.max(1, wait.toMillis() + 1), _ -> wake());
    }

    private void cancelTimer() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        setTo = Instant.MAX;
    }
}
