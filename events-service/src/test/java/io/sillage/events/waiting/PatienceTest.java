package io.sillage.events.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Signal signal = new Signal();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whatIsThereIsAnsweredAtOnce() {
        ask(() -> Optional.of("here"), LONG).assertCompleted().assertItem(Optional.of("here"));

        assertThat(asked).hasValue(1);
    }

    @Test
    void signalLeadsToTheNextQuestion() {
        var answer = ask(() -> asked.get() < 3 ? Optional.empty() : Optional.of("now"), LONG);

        signal.fire();
        signal.fire();

        answer.assertCompleted().assertItem(Optional.of("now"));
    }

    @Test
    void signalDuringTheQuestionIsNotMissed() {
        var answer = ask(
                () -> {
                    if (asked.get() == 1) {
                        signal.fire();
                        return Optional.empty();
                    }
                    return Optional.of("now");
                },
                LONG);

        answer.assertCompleted().assertItem(Optional.of("now"));
    }

    @Test
    void withoutASignalItAsksAgainNevertheless() {
        var answer = ask(() -> asked.get() < 3 ? Optional.empty() : Optional.of("now"), LONG);

        answer.awaitItem(Duration.ofSeconds(5)).assertItem(Optional.of("now"));
    }

    @Test
    void patienceEnds() {
        var answer = ask(Optional::empty, Duration.ofMillis(120));

        answer.awaitItem(Duration.ofSeconds(5)).assertItem(Optional.empty());
        assertThat(asked).hasValueBetween(2, 6);
    }

    private UniAssertSubscriber<Optional<String>> ask(Supplier<Optional<String>> question, Duration limit) {
        Supplier<Uni<Optional<String>>> counted = () -> {
            asked.incrementAndGet();
            return Uni.createFrom().item(question.get());
        };
        return new Patience(vertx).ask(counted, signal, limit).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
