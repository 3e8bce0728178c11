package io.sillage.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sillage.local.process.RunningProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    @Test
    void everyServiceIsToldWhereToFindWhatItNeeds() throws Exception {
        try (var launcher = new LauncherProcess(root).start().awaitReady()) {
            var state = launcher.state();

            assertThat(launcher.get("contacts-service", "/environment"))
                    .contains("QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:%s/contacts"
                            .formatted(state.getProperty("postgres.port")))
                    .contains("KAFKA_BOOTSTRAP_SERVERS=" + state.getProperty("kafka.bootstrap.servers"))
                    .contains("SILLAGE_BOOTSTRAP_API_KEY=" + secret(launcher, "api-key"));
            assertThat(launcher.get("automation-service", "/environment"))
                    .contains("SILLAGE_EMAIL_LOOKUP_URL=%s/messages/".formatted(state.getProperty("inbox.url")));
            assertThat(launcher.get("gateway", "/environment"))
                    .contains("SILLAGE_GATEWAY_EVENTS_URL=http://127.0.0.1:" + state.getProperty("events-service.port"))
                    .contains("SILLAGE_OPERATOR_TOKEN=" + secret(launcher, "operator-token"));
            assertThat(secret(launcher, "api-key")).matches("[0-9a-f]{32}-us1");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(launcher.home().resolve("api-key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void secondLauncherIsRefusedAndTheFirstLeavesNoProcess() throws Exception {
        var launcher = new LauncherProcess(root).start().awaitReady();
        var processes = processes(launcher.state());

        var second = new LauncherProcess(root).startBeside(launcher);
        assertThat(second.awaitEnd()).isNotZero();
        assertThat(second.printed()).contains("Already running in " + launcher.home());

        assertThat(processes).hasSize(7).allMatch(RunningProcess::isAlive);
        launcher.terminate();

        assertThat(processes).noneMatch(RunningProcess::isAlive);
        assertThat(launcher.home().resolve("ready")).doesNotExist();
        assertThat(launcher.home().resolve("state.properties")).doesNotExist();
    }

    @Test
    void whatIsKilledIsStartedAgain() throws Exception {
        try (var launcher = new LauncherProcess(root).start().awaitReady()) {
            for (var part : List.of("events-service", "kafka", "postgres")) {
                var victim = launcher.process(part);

                kill(victim);

                await().atMost(PATIENCE).until(() -> !launcher.process(part).equals(victim));
                assertThat(launcher.process(part).isAlive()).isTrue();
            }
            await().atMost(PATIENCE).until(() -> "UP".equals(launcher.get("events-service", "/q/health/ready")));
            execute(launcher.state(), "select 1");
            assertThat(launcher.printed()).contains("events-service died", "Started postgres again");
        }
    }

    @Test
    void launcherThatWasKilledIsNotInTheWayOfTheNext() throws Exception {
        var killed = new LauncherProcess(root).start().awaitReady();
        var processes = processes(killed.state());
        var key = secret(killed, "api-key");
        execute(killed.state(), "create table kept as select 7 as number");

        killed.kill();
        try (var next = new LauncherProcess(root).start().awaitReady()) {
            execute(next.state(), "select number from kept");
            assertThat(secret(next, "api-key")).isEqualTo(key);
            assertThat(processes).noneMatch(RunningProcess::isAlive);
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var launcher = new LauncherProcess(root)
                        .with("SILLAGE_HTTPS_PORT", String.valueOf(taken.getLocalPort()))
                        .start()) {
            assertThat(launcher.awaitEnd()).isNotZero();
            assertThat(launcher.printed())
                    .contains("Port %d is taken".formatted(taken.getLocalPort()), "SILLAGE_HTTPS_PORT=");
        }
    }

    @Test
    void logOfAServiceThatDoesNotStartIsShown() throws Exception {
        try (var launcher = new LauncherProcess(root).with("STUB_FAILS", "true").start()) {
            assertThat(launcher.awaitEnd()).isNotZero();
            assertThat(launcher.printed()).contains("contacts-service ended while it started", "told to fail");
        }
    }

    private static List<RunningProcess> processes(Properties state) {
        return state.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".process"))
                .map(name -> RunningProcess.parse(state.getProperty(name)).orElseThrow())
                .toList();
    }

    private static String secret(LauncherProcess launcher, String name) throws Exception {
        return Files.readString(launcher.home().resolve(name)).strip();
    }

    private static void kill(RunningProcess process) throws Exception {
        new ProcessBuilder("kill", "-9", String.valueOf(process.pid())).start().waitFor();
    }

    private static void execute(Properties state, String sql) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:%s/contacts".formatted(state.getProperty("postgres.port"));
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
