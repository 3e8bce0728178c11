package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each service is killed in turn in the middle of 5,000 events. Afterwards every event is in the ledger once, every
/// membership is right, and every email was sent once.
class CrashIT {

    private static final int CONTACTS = 1_000;
    private static final List<String> VICTIMS =
            List.of("contacts-service", "events-service", "segments-service", "automation-service", "gateway");
    private static final int EVENTS = CONTACTS * VICTIMS.size();
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private final RunningStack stack = RunningStack.shared();
    private final Api api = Api.of(stack);
    private final String list = api.createList("Crash");
    private final List<String> emails = IntStream.range(0, CONTACTS)
            .mapToObj("crash-%d@example.org"::formatted)
            .toList();

    @Test
    void nothingIsLostAndNothingHappensTwice() throws Exception {
        // Given
        inParallel(CONTACTS, i -> api.addMember(list, emails.get(i)));
        var segments = VICTIMS.stream()
                .map(victim -> api.createEventSegment(list, eventOf(victim), "P1D"))
                .toList();
        var flows = VICTIMS.stream()
                .map(victim -> api.createEmailFlow(list, eventOf(victim), victim))
                .toList();

        // When
        var posted = new AtomicInteger();
        for (var victim : VICTIMS) {
            var halfway = new CountDownLatch(CONTACTS / 2);
            var killing = Executors.newSingleThreadExecutor().submit(() -> {
                halfway.await();
                stack.kill(victim);
                return null;
            });
            inParallel(CONTACTS, i -> {
                post(emails.get(i), eventOf(victim));
                posted.incrementAndGet();
                halfway.countDown();
            });
            killing.get();
        }

        // Then
        assertThat(posted).hasValue(EVENTS);
        segments.forEach(segment -> await("segment " + segment)
                .atMost(SETTLING)
                .untilAsserted(() -> assertThat(memberCount(segment)).isEqualTo(CONTACTS)));
        await("every email").atMost(SETTLING).untilAsserted(() -> assertThat(sent(flows))
                .isEqualTo(EVENTS));
        inParallel(CONTACTS, i -> verifyContact(emails.get(i)));
    }

    private void verifyContact(String email) {
        var events = api.get(Api.events(list, email) + "?count=100");
        assertThat(events.path("events").findValuesAsText("name"))
                .as("events of " + email)
                .containsExactlyInAnyOrderElementsOf(
                        VICTIMS.stream().map(CrashIT::eventOf).toList());
        var inbox = api.get("/local/inbox?to=" + Api.encoded(email));
        assertThat(inbox.path("messages").findValuesAsText("subject"))
                .as("emails to " + email)
                .containsExactlyInAnyOrderElementsOf(VICTIMS);
    }

    private int memberCount(long segment) {
        return api.get("/3.0/lists/%s/segments/%d".formatted(list, segment))
                .path("member_count")
                .intValue();
    }

    private int sent(List<Long> flows) {
        return flows.stream()
                .mapToInt(flow -> api.get("/3.0/deliveries?status=sent&count=0&journey_id=" + flow)
                        .path("total_items")
                        .intValue())
                .sum();
    }

    /// What a careful application does: it repeats what was not acknowledged, under the same key.
    private void post(String email, String event) {
        var body = "{\"name\": \"%s\"}".formatted(event);
        var key = Map.of("Idempotency-Key", event + "-" + email);
        await("event " + event + " of " + email)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> accepted(Api.events(list, email), body, key));
    }

    private boolean accepted(String path, String body, Map<String, String> key) {
        try {
            var answer = api.trySend("POST", path, body, key);
            assertThat(answer.status()).as(answer.toString()).isIn(204, 503);
            return answer.status() == 204;
        } catch (IOException e) {
            return false; // the gateway itself is away
        }
    }

    private static String eventOf(String victim) {
        return "before_" + victim.replace('-', '_');
    }

    private interface Work {
        void on(int i);
    }

    private static void inParallel(int size, Work work) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> workers = IntStream.range(0, 16)
                    .mapToObj(_ -> threads.submit(() -> {
                        for (var i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                            work.on(i);
                        }
                    }))
                    .toList();
            for (var worker : workers) {
                worker.get();
            }
        }
    }
}
