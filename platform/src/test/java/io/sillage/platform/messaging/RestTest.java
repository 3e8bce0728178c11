package io.sillage.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final long WORK = 80;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void restsAsLongAsItWorked() {
        assertThat(startOfSecond(Duration.ofSeconds(10), "one", "one")).isGreaterThanOrEqualTo(2 * WORK - 1);
    }

    @Test
    void restsNoLongerThanTheLongestRest() {
        assertThat(startOfSecond(Duration.ZERO, "one", "one")).isLessThan(2 * WORK);
    }

    @Test
    void aConsumerDoesNotRestForAnother() {
        assertThat(startOfSecond(Duration.ofSeconds(10), "one", "other")).isLessThan(2 * WORK);
    }

    /// How long after the start of the first work, which takes [#WORK], the second one starts; milliseconds.
    private static long startOfSecond(Duration longest, String first, String second) {
        var rest = new Rest(VERTX, longest);
        var begin = System.nanoTime();
        Supplier<Uni<Void>> work =
                () -> Uni.createFrom().emitter(emitter -> VERTX.setTimer(WORK, _ -> emitter.complete(null)));
        var started = new long[1];
        rest.before(first, work)
                .chain(() -> rest.before(second, () -> {
                    started[0] = System.nanoTime();
                    return Uni.createFrom().voidItem();
                }))
                .await()
                .atMost(Duration.ofSeconds(10));
        return TimeUnit.NANOSECONDS.toMillis(started[0] - begin);
    }
}
