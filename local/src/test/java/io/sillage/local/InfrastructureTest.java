package io.sillage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sillage.local.process.RunningProcess;
import io.sillage.local.server.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void serversEndWhenTheLastOfTheirHoldersEnds() throws Exception {
        var first = new ProcessBuilder("sleep", "300").start();
        var second = new ProcessBuilder("sleep", "300").start();
        var infrastructure = start("--exit-with", String.valueOf(first.pid()));
        Files.createFile(home.resolve("holders")
                .resolve(RunningProcess.of(second.toHandle()).toString()));
        var server = RunningProcess.parse(properties().getProperty("process")).orElseThrow();

        first.destroy();
        assertThat(infrastructure.waitFor(2, TimeUnit.SECONDS)).isFalse();
        second.destroy();

        assertThat(infrastructure.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(server.isAlive()).isFalse();
        assertThat(home.resolve("infrastructure.properties")).doesNotExist();
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    @Test
    void optionsAreUnderstood() {
        var options = InfrastructureOptions.parse("--home", "/x", "--durable", "--exit-with", "7", "--write", "/y/z");

        assertThat(options.home()).isEqualTo(Path.of("/x"));
        assertThat(options.durability()).isEqualTo(Durability.DURABLE);
        assertThat(options.exitWith()).containsExactly(7L);
        assertThat(options.file()).isEqualTo(Path.of("/y/z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--home", "--fast", "--home /x --slow", "--home /x --exit-with you"})
    void otherOptionsAreRefused(String options) {
        assertThatThrownBy(() -> InfrastructureOptions.parse(options.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Arguments: --home <folder>");
    }

    private Process start(String... options) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Infrastructure.class.getName(),
                "--home",
                "" + home));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.log").toFile())
                .start();
        await().atMost(PATIENCE)
                .until(() -> Files.exists(home.resolve("infrastructure.properties")) || !process.isAlive());
        return process;
    }

    private Properties properties() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("infrastructure.properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
