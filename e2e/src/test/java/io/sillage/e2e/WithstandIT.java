package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// An ordinary client of one account gets what it asks for while others, with keys and without, try to keep it out. How
/// fast is for `bench/withstand` to say.
class WithstandIT {

    private static final String SECONDS = Boolean.getBoolean("sillage.long") ? "60" : "10";

    @Test
    void ordinaryClientIsServedWhileOthersAttack() {
        var stack = RunningStack.shared();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var libraries = RunningStack.root().resolve("local/target/lib") + "/*";

        var attack = Programs.run(
                RunningStack.root(),
                Map.of(
                        "SILLAGE_HOME", stack.home().toString(),
                        "SILLAGE_HTTP_PORT", String.valueOf(stack.url().getPort())),
                List.of(java, "-XX:+UseSerialGC", "-cp", libraries, "bench/spine/Withstand.java", SECONDS));

        assertThat(attack.output()).contains("slow connections", "slow uploads");
        assertThat(attack.status()).withFailMessage(attack.output()).isZero();
    }

    /// What an address did wrong is held against it for half a minute.
    @AfterAll
    static void allIsForgiven() {
        var stack = RunningStack.shared();
        await().atMost(Duration.ofMinutes(1)).until(() -> Api.of(stack).as("").status("/p/x") == 404);
    }
}
