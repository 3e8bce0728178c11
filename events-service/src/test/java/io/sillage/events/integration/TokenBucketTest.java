package io.sillage.events.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long START = Long.MAX_VALUE - TimeUnit.HOURS.toNanos(1);

    @Test
    void aBurstIsLetThroughAndThenSoManyPerSecond() {
        var bucket = new TokenBucket(START);

        assertThat(taken(bucket, START, 10)).isEqualTo(5);
        assertThat(taken(bucket, START + TimeUnit.MILLISECONDS.toNanos(400), 10))
                .isZero();
        assertThat(taken(bucket, START + TimeUnit.MILLISECONDS.toNanos(1_000), 10))
                .isEqualTo(2);
        assertThat(taken(bucket, START + TimeUnit.MINUTES.toNanos(1), 10)).isEqualTo(5);
    }

    private static int taken(TokenBucket bucket, long now, int tries) {
        var taken = 0;
        for (var i = 0; i < tries; i++) {
            taken += bucket.tryTake(now, 2, 5) ? 1 : 0;
        }
        return taken;
    }
}
