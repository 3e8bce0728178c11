package io.sillage.events.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private static final Duration LIMIT = Duration.ofMillis(500);

    private record Asked(List<String> keys, UniEmitter<? super List<String>> emitter) {
        void answer() {
            emitter.complete(keys.stream().map(key -> key + "!").toList());
        }
    }

    private final List<Asked> questions = new CopyOnWriteArrayList<>();
    private final Coalescer<String, String> coalescer = new Coalescer<>(this::question, 3, LIMIT);

    private Uni<List<String>> question(List<String> keys) {
        return Uni.createFrom().emitter(answer -> questions.add(new Asked(keys, answer)));
    }

    @Test
    void whoAsksMeanwhileIsAnsweredByTheNextQuestion() {
        var first = ask("a");
        var second = ask("b");
        var third = ask("c");

        assertThat(questions).extracting(Asked::keys).containsExactly(List.of("a"));
        questions.get(0).answer();
        first.assertCompleted().assertItem("a!");
        second.assertNotTerminated();

        assertThat(questions.get(1).keys()).containsExactly("b", "c");
        questions.get(1).answer();
        second.assertCompleted().assertItem("b!");
        third.assertCompleted().assertItem("c!");
        assertThat(questions).hasSize(2);
    }

    @Test
    void aQuestionHasABound() {
        List.of("a", "b", "c", "d", "e", "f").forEach(this::ask);

        questions.get(0).answer();
        questions.get(1).answer();

        assertThat(questions)
                .extracting(Asked::keys)
                .containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e", "f"));
    }

    @Test
    void failureReachesWhoWaitsForItAndNobodyElse() {
        var first = ask("a");
        var second = ask("b");

        questions.get(0).emitter().fail(new IllegalStateException("no"));
        questions.get(1).answer();

        first.assertFailedWith(IllegalStateException.class, "no");
        second.assertCompleted().assertItem("b!");
    }

    @Test
    void noAnswerIsAFailureInTheEnd() {
        var first = ask("a");
        var second = ask("b");

        first.awaitFailure(Duration.ofSeconds(5)).assertFailedWith(TimeoutException.class);
        await().until(() -> questions.size() == 2);
        questions.get(1).answer();
        second.awaitItem(Duration.ofSeconds(5)).assertItem("b!");
    }

    private UniAssertSubscriber<String> ask(String key) {
        return coalescer.ask(key).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
