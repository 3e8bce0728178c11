package io.sillage.gateway.identity;

import io.sillage.gateway.http.Problem;
import io.sillage.gateway.identity.KeyRing.Match;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Requests with unknown keys, between the event loops on which they wait and the thread that reads Kafka.
///
/// A key that was just created through another instance must work at once, and a wrong one must not cost a question
/// to Kafka each: all who came since the last question share the next one.
@ApplicationScoped
class Newcomers {

    private final Vertx vertx;
    private final KeyDirectory directory;
    private final KeyConfig config;
    private final Set<Newcomer> waiting = ConcurrentHashMap.newKeySet();
    private final List<Newcomer> unasked = new ArrayList<>();
    private Runnable bell = () -> {};

    Newcomers(Vertx vertx, KeyDirectory directory, KeyConfig config) {
        this.vertx = vertx;
        this.directory = directory;
        this.config = config;
    }

    /// Completes with the key as soon as it is known, or empty when it is certain that there is none. Fails with a
    /// [Problem] if that cannot be found out in time.
    Future<Optional<Match>> await(String keyHash) {
        if (waiting.size() >= config.waitingRequests()) {
            return Future.failedFuture(Problem.unavailable());
        }
        var newcomer = new Newcomer(keyHash);
        waiting.add(newcomer);
        newcomer.verdict().onComplete(_ -> waiting.remove(newcomer));
        newcomer.lookFor(directory); // it may have come before we began to wait
        vertx.setTimer(config.newKeyGrace().toMillis(), _ -> newcomer.graceOver());
        vertx.setTimer(config.catchUpTimeout().toMillis(), _ -> newcomer.fail(Problem.unavailable()));
        ask(newcomer);
        return newcomer.verdict();
    }

    /// Called by the reading thread: what to ring when somebody begins to wait.
    synchronized void onArrival(Runnable newBell) {
        bell = newBell;
    }

    /// Called by the reading thread before it asks Kafka how far the topics reach, on behalf of all of these.
    synchronized List<Newcomer> takeUnasked() {
        var taken = List.copyOf(unasked);
        unasked.clear();
        return taken;
    }

    synchronized boolean hasUnasked() {
        return !unasked.isEmpty();
    }

    /// Called by the reading thread when it has read something.
    void somethingCame() {
        waiting.forEach(newcomer -> newcomer.lookFor(directory));
    }

    private synchronized void ask(Newcomer newcomer) {
        unasked.add(newcomer);
        if (unasked.size() == 1) {
            bell.run();
        }
    }
}
