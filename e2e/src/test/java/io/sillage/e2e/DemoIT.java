package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoIT {

    @Test
    void theStoryOfTheDemoReallyHappens() {
        var stack = RunningStack.shared();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        var demo = Programs.run(
                RunningStack.root(),
                Map.of(),
                List.of(
                        java,
                        "-cp",
                        RunningStack.classpath(),
                        "io.sillage.local.demo.Demo",
                        stack.url().toString(),
                        stack.apiKey()));

        assertThat(demo.output()).contains("Get ready, Atlanta", "Get ready, Boston", "All of it really happened");
        assertThat(demo.status()).isZero();
    }
}
