package io.sillage.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(longs = {0, -12_345, Long.MAX_VALUE - SECOND})
    void burstPassesAtOnceAndThenTheRate(long start) {
        var bucket = new TokenBucket(start);

        assertThat(passing(bucket, start, 100)).isEqualTo(5);
        assertThat(passing(bucket, start + SECOND / 2, 100)).isEqualTo(1);
        assertThat(passing(bucket, start + SECOND / 2, 100)).isZero();
        assertThat(passing(bucket, start + 10 * SECOND, 100)).isEqualTo(5);
    }

    private static long passing(TokenBucket bucket, long now, int requests) {
        return IntStream.range(0, requests)
                .filter(_ -> bucket.tryTake(now, 2, 5))
                .count();
    }
}
