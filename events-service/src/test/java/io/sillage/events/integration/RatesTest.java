package io.sillage.events.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillage.platform.http.Problem;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final String EVE = "198.51.100.7";
    private static final String ADA = "203.0.113.9";

    private long now;
    private final Rates rates = new Rates(new Few(), () -> now);

    /// Ten a second and twenty at once of what is proven, a tenth of that of what is not.
    private record Few() implements IntegrationConfig {
        @Override
        public int requestsPerSecond() {
            return 10;
        }

        @Override
        public int burst() {
            return 20;
        }

        @Override
        public int openPerSecond() {
            return 5;
        }

        @Override
        public int openBurst() {
            return 5;
        }

        @Override
        public int unprovenPerSecond() {
            return 1;
        }

        @Override
        public int unprovenBurst() {
            return 2;
        }

        @Override
        public int unprovenOfAddressPerSecond() {
            return 1;
        }

        @Override
        public int unprovenOfAddressBurst() {
            return 10;
        }

        @Override
        public int requestsKept() {
            return 1;
        }
    }

    private static void times(int times, Runnable work) {
        for (var i = 0; i < times; i++) {
            work.run();
        }
    }

    private static void isTooMuch(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        });
    }

    @Test
    void whatIsUnprovenUsesUpNothingOfTheIntegration() {
        times(10, () -> rates.refused(EVE, ONE));

        isTooMuch(() -> rates.requireQuiet(EVE, ONE));
        times(20, () -> rates.takeProven(ONE));
        isTooMuch(() -> rates.takeProven(ONE));
    }

    @Test
    void othersAtTheAddressOrTheIntegrationAreNotMeant() {
        times(5, () -> rates.refused(EVE, ONE));

        assertThatCode(() -> rates.requireQuiet(EVE, OTHER)).doesNotThrowAnyException();
        assertThatCode(() -> rates.requireQuiet(ADA, ONE)).doesNotThrowAnyException();
        assertThatCode(() -> rates.requireQuiet(EVE)).doesNotThrowAnyException();
    }

    @Test
    void anAddressThatGuessesEverywhereIsKeptOut() {
        times(5, () -> rates.refused(EVE, ONE));
        times(5, () -> rates.refused(EVE));

        isTooMuch(() -> rates.requireQuiet(EVE));
        assertThatCode(() -> rates.requireQuiet(ADA)).doesNotThrowAnyException();
    }

    @Test
    void whoWaitsMaySpeakAgain() {
        times(5, () -> rates.refused(EVE, ONE));
        isTooMuch(() -> rates.requireQuiet(EVE, ONE));

        now += Duration.ofSeconds(1).toNanos();

        assertThatCode(() -> rates.requireQuiet(EVE, ONE)).doesNotThrowAnyException();
    }

    @Test
    void oneVisitorTakesNothingFromTheOthersOfASite() {
        times(5, () -> rates.takeOpen(EVE, ONE));
        times(100, () -> isTooMuch(() -> rates.takeOpen(EVE, ONE)));

        times(5, () -> rates.takeOpen(ADA, ONE));
        times(5, () -> rates.takeOpen("192.0.2.1", ONE));
        times(5, () -> rates.takeOpen("192.0.2.2", ONE));
        isTooMuch(() -> rates.takeOpen("192.0.2.3", ONE));
    }

    @Test
    void anAddressIsItsNetworkWhereEverybodyHasMany() {
        assertThat(Addresses.network("2001:db8:1:2::7")).isEqualTo(Addresses.network("2001:db8:1:2:ffff::1"));
        assertThat(Addresses.network("2001:db8:1:3::7")).isNotEqualTo(Addresses.network("2001:db8:1:2::7"));
        assertThat(Addresses.network(EVE)).isEqualTo(EVE);
        assertThat(Addresses.network("x".repeat(5_000))).hasSize(45);
    }
}
