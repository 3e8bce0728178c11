package io.sillage.events.waiting;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks again until there is an answer or the time is over: at once when the signal says that something happened,
/// and every [#RECHECK] for what happened in another instance, which cannot signal to this one.
@Singleton
public class Patience {

    static final Duration RECHECK = Duration.ofMillis(50);

    private final Vertx vertx;

    Patience(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Emits the first answer, or empty when `limit` has passed without one. Fails as the question fails.
    public <T> Uni<Optional<T>> ask(Supplier<Uni<Optional<T>>> question, Signal signal, Duration limit) {
        return Uni.createFrom()
                .deferred(() -> new Attempts<>(question, signal, System.nanoTime() + limit.toNanos()).next());
    }

    private final class Attempts<T> {

        private final Supplier<Uni<Optional<T>>> question;
        private final Signal signal;
        private final long deadline;

        Attempts(Supplier<Uni<Optional<T>>> question, Signal signal, long deadline) {
            this.question = question;
            this.signal = signal;
            this.deadline = deadline;
        }

        Uni<Optional<T>> next() {
            // listens before it asks, so that nothing happens unnoticed in between
            var news = new News(signal);
            return question.get()
                    .onTermination()
                    .invoke((answer, failure, cancelled) -> news.ignoreUnless(answer != null && answer.isEmpty()))
                    .chain(answer -> answer.isPresent() ? Uni.createFrom().item(answer) : afterNews(news));
        }

        private Uni<Optional<T>> afterNews(News news) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() < 1) {
                news.ignoreUnless(false);
                return Uni.createFrom().item(Optional.empty());
            }
            var wait = left.compareTo(RECHECK) < 0 ? left : RECHECK;
            return news.await(vertx, wait).chain(this::next);
        }
    }
}
