package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// 2,000 events arrive in each second while the service that takes them, the broker and the database are killed.
/// Afterwards the ledger has what was acknowledged, each once.
class BusyCrashIT {

    private static final List<String> VICTIMS = List.of("events-service", "kafka", "postgres");
    private static final int RATE = 2_000;
    private static final int BATCH = 100;
    private static final int SECONDS = 30;
    private static final int BATCHES = RATE * SECONDS / BATCH;
    private static final int CONTACTS = 20;
    private static final int CONNECTIONS = 16;
    private static final int PAGE = 1_000;
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private final RunningStack stack = RunningStack.shared();
    private final Api api = Api.of(stack);
    private final String list = api.createList("Busy");
    private final String path = "/3.0/lists/%s/events/batch".formatted(list);
    private final List<String> emails = IntStream.range(0, CONTACTS)
            .mapToObj("busy-%d@example.org"::formatted)
            .toList();

    @Test
    void theLedgerHasWhatWasAcknowledgedEachOnce() throws Exception {
        // Given
        emails.forEach(email -> api.addKnownMember(list, email));

        // When
        var acknowledged = postAll();

        // Then
        assertThat(acknowledged).isEqualTo(BATCHES * BATCH);
        for (var email : emails) {
            await(email).atMost(SETTLING).untilAsserted(() -> assertThat(stored(email))
                    .isEqualTo(acknowledged / CONTACTS));
            assertThat(new HashSet<>(numbers(email))).hasSize(acknowledged / CONTACTS);
        }
    }

    /// As fast as said, or as fast as it goes when something was away. Emits how many were acknowledged.
    private int postAll() throws Exception {
        var next = new AtomicInteger();
        var accepted = new AtomicInteger();
        var begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<?>>();
            for (var c = 0; c < CONNECTIONS; c++) {
                workers.add(threads.submit(() -> {
                    for (var i = next.getAndIncrement(); i < BATCHES; i = next.getAndIncrement()) {
                        LockSupport.parkNanos(begin + i * 1_000_000_000L * BATCH / RATE - System.nanoTime());
                        killAt(i);
                        accepted.addAndGet(post(i));
                    }
                }));
            }
            for (var worker : workers) {
                worker.get();
            }
        }
        return accepted.get();
    }

    /// One after the other, with as much time before as after.
    private void killAt(int batch) {
        var part = BATCHES / (VICTIMS.size() + 1);
        if (batch > 0 && batch % part == 0 && batch / part <= VICTIMS.size()) {
            stack.kill(VICTIMS.get(batch / part - 1));
        }
    }

    /// What a careful application does: it repeats what was not acknowledged, with the same ids.
    private int post(int batch) {
        var body = IntStream.range(0, BATCH)
                .map(n -> batch * BATCH + n)
                .mapToObj(n -> """
                        {"email_address": "%s", "name": "busy", "id": "%d", "properties": {"n": "%d"}}""".formatted(emails.get(n % CONTACTS), n, n))
                .collect(Collectors.joining(",", "{\"events\": [", "]}"));
        return await("batch " + batch)
                .atMost(SETTLING)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> accepted(body), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Integer> accepted(String body) {
        try {
            var answer = api.trySend("POST", path, body, Map.of());
            assertThat(answer.status()).as(answer.toString()).isIn(200, 503);
            return answer.status() == 200
                    ? Optional.of(answer.expecting(200).path("accepted").intValue())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private int stored(String email) {
        return api.get(Api.events(list, email) + "?count=0").path("total_items").intValue();
    }

    private List<String> numbers(String email) {
        var numbers = new ArrayList<String>();
        for (var offset = 0; offset < stored(email); offset += PAGE) {
            api.get(Api.events(list, email) + "?count=%d&offset=%d".formatted(PAGE, offset))
                    .path("events")
                    .forEach(event ->
                            numbers.add(event.path("properties").path("n").textValue()));
        }
        return numbers;
    }
}
