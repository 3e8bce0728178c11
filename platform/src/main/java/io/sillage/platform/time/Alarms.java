package io.sillage.platform.time;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// All alarms of a service: made here, and all woken when the clock was moved.
@Singleton
public class Alarms {

    private final Vertx vertx;
    private final InstantSource clock;
    private final Duration longestRest;
    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();

    @Inject
    Alarms(Vertx vertx, InstantSource clock, PaceConfig config) {
        this(vertx, clock, config.longestRest());
    }

    Alarms(Vertx vertx, InstantSource clock, Duration longestRest) {
        this.vertx = vertx;
        this.clock = clock;
        this.longestRest = longestRest;
    }

    /// Makes an alarm that is silent until it is woken the first time.
    ///
    /// @param name for the log
    /// @param work does what is due and emits when something will be due next, empty if nothing waits
    public Alarm alarm(String name, Supplier<Uni<Optional<Instant>>> work) {
        return alarm(name, work, longestRest);
    }

    /// As [#alarm(String, Supplier)], for work in pieces of one size: a rest would not make them larger.
    public Alarm restless(String name, Supplier<Uni<Optional<Instant>>> work) {
        return alarm(name, work, Duration.ZERO);
    }

    private Alarm alarm(String name, Supplier<Uni<Optional<Instant>>> work, Duration rest) {
        var alarm = new Alarm(name, work, vertx, clock, new Pace(rest));
        alarms.add(alarm);
        return alarm;
    }

    /// The clock jumped: everything looks again at what is due.
    public void wakeAll() {
        alarms.forEach(Alarm::wake);
    }
}
