package io.sillage.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendingThreadTest {

    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @Test
    void whatComesIsDoneInItsOrder() {
        try (var thread = new SendingThread("sending", Duration.ofMillis(1))) {
            var tasks = IntStream.range(0, 1_000).boxed().toList();

            tasks.forEach(task -> assertThat(thread.offer(() -> done.add(task))).isTrue());

            await().untilAsserted(() -> assertThat(done).isEqualTo(tasks));
        }
    }

    @Test
    void moreThanItHasRoomForIsRefused() {
        var hold = new CountDownLatch(1);
        try (var thread = new SendingThread("sending", Duration.ZERO)) {
            thread.offer(() -> await().until(() -> hold.getCount() == 0));

            var refused = IntStream.range(0, 200_000)
                    .filter(task -> !thread.offer(() -> {}))
                    .count();

            hold.countDown();
            assertThat(refused).isPositive();
        }
    }

    @Test
    void whatWaitsAtTheEndIsDone() {
        var thread = new SendingThread("sending", Duration.ofMinutes(1));
        thread.offer(() -> done.add(1));
        thread.offer(() -> done.add(2));

        thread.close();

        await().untilAsserted(() -> assertThat(done).containsExactly(1, 2));
    }
}
