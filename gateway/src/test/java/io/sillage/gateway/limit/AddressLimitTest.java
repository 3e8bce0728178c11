package io.sillage.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

    private final WrongKeys wrongKeys = new WrongKeys(new Limits());

    @Test
    void addressThatGuessesIsHeldBackAndOthersAreNot() {
        assertThat(allowed("192.0.2.1", 20)).isBetween(3L, 4L); // the clock may give one more meanwhile
        assertThat(allowed("192.0.2.2", 3)).isEqualTo(3);
    }

    @Test
    void addressThatSendsManyFormsIsHeldBack() {
        var forms = new PublicForms(new Limits());

        assertThat(IntStream.range(0, 20).filter(_ -> forms.allow("192.0.2.1")).count())
                .isBetween(5L, 6L);
    }

    @Test
    void addressThatTriesOutLinksIsHeldBackAndOneWhoseLinksWorkIsNot() {
        var links = new WrongLinks(new Limits());

        IntStream.range(0, 20).forEach(_ -> links.count("192.0.2.1"));

        assertThat(links.allow("192.0.2.1")).isFalse();
        assertThat(IntStream.range(0, 20).allMatch(_ -> links.allow("192.0.2.2")))
                .isTrue();
    }

    private long allowed(String address, int attempts) {
        return IntStream.range(0, attempts)
                .filter(_ -> wrongKeys.allow(address))
                .count();
    }

    private record Limits() implements LimitConfig {

        @Override
        public int requestsPerSecond() {
            return 0;
        }

        @Override
        public int requestsUnderWay() {
            return 1;
        }

        @Override
        public int requestsUnderWayPerAddress() {
            return 1;
        }

        @Override
        public int uploadsUnderWay() {
            return 1;
        }

        @Override
        public int streamsUnderWay() {
            return 1;
        }

        @Override
        public int wrongLinksPerSecond() {
            return 1;
        }

        @Override
        public int wrongLinkBurst() {
            return 3;
        }

        @Override
        public int requestBurst() {
            return 0;
        }

        @Override
        public int wrongKeysPerSecond() {
            return 1;
        }

        @Override
        public int wrongKeyBurst() {
            return 3;
        }

        @Override
        public int formsPerSecond() {
            return 1;
        }

        @Override
        public int formBurst() {
            return 5;
        }

        @Override
        public int rememberedAddresses() {
            return 10;
        }
    }
}
