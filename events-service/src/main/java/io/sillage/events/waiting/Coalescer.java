package io.sillage.events.waiting;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one bulk question at a time on behalf of everybody who asked meanwhile.
///
/// Nobody gets the answer to a question that was under way when he asked: answers are never older than the asking.
public final class Coalescer<K, V> {

    private final Function<List<K>, Uni<List<V>>> bulkQuestion;
    private final int most;
    private final Duration limit;

    private final Queue<Asker<K, V>> waiting = new ArrayDeque<>();
    private boolean asking;

    private record Asker<K, V>(
            K key, UniEmitter<? super V> emitter, @Nullable Context context) {}

    /// @param bulkQuestion gives as many answers as it gets keys, in their order
    /// @param most how many keys go into one question
    /// @param limit how long an answer may take before everybody who waits for it gets a failure
    public Coalescer(Function<List<K>, Uni<List<V>>> bulkQuestion, int most, Duration limit) {
        this.bulkQuestion = bulkQuestion;
        this.most = most;
        this.limit = limit;
    }

    public Uni<V> ask(K key) {
        return Uni.createFrom().emitter(emitter -> join(new Asker<>(key, emitter, Callers.current())));
    }

    private void join(Asker<K, V> asker) {
        synchronized (this) {
            waiting.add(asker);
            if (asking) {
                return;
            }
            asking = true;
        }
        askNext();
    }

    private void askNext() {
        var askers = next();
        if (!askers.isEmpty()) {
            ask(askers)
                    .ifNoItem()
                    .after(limit)
                    .failWith(() -> new TimeoutException("no answer within " + limit))
                    .subscribe()
                    .with(answers -> answered(askers, answers), failure -> failed(askers, failure));
        }
    }

    private synchronized List<Asker<K, V>> next() {
        var askers = new ArrayList<Asker<K, V>>(Math.min(waiting.size(), most));
        while (askers.size() < most && !waiting.isEmpty()) {
            askers.add(waiting.remove());
        }
        asking = !askers.isEmpty();
        return askers;
    }

    private Uni<List<V>> ask(List<Asker<K, V>> askers) {
        var keys = askers.stream().map(Asker::key).toList();
        return Uni.createFrom().deferred(() -> bulkQuestion.apply(keys));
    }

    private void answered(List<Asker<K, V>> askers, List<V> answers) {
        for (var i = 0; i < askers.size(); i++) {
            var asker = askers.get(i);
            var answer = answers.get(i);
            Callers.on(asker.context(), () -> asker.emitter().complete(answer));
        }
        askNext();
    }

    private void failed(List<Asker<K, V>> askers, Throwable failure) {
        for (var asker : askers) {
            Callers.on(asker.context(), () -> asker.emitter().fail(failure));
        }
        askNext();
    }
}
