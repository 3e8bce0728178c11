package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// The whole stack as `./sillage up` runs it, in a home of its own, started once and shared by all tests.
final class RunningStack {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(90);

    private static final Path ROOT =
            Path.of(System.getProperty("sillage.root", "..")).toAbsolutePath().normalize();
    private static final Path HOME = ROOT.resolve("e2e/target/home");

    private static RunningStack running;

    static final List<String> SERVICES =
            List.of("contacts-service", "events-service", "segments-service", "automation-service", "gateway");

    private final int httpPort = freePort();
    private final int httpsPort = freePort();
    private final Process launcher;

    private RunningStack() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var start = new ProcessBuilder(
                        java, "-Xmx256m", "-XX:+UseSerialGC", "-cp", classpath(), "io.sillage.local.Launcher")
                .redirectErrorStream(true)
                .redirectOutput(ROOT.resolve("e2e/target/launcher.log").toFile());
        start.environment().put("SILLAGE_ROOT", ROOT.toString());
        start.environment().put("SILLAGE_HOME", HOME.toString());
        start.environment().put("SILLAGE_HTTP_PORT", Integer.toString(httpPort));
        start.environment().put("SILLAGE_HTTPS_PORT", Integer.toString(httpsPort));
        launcher = start.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /// Starts the stack at the first call, from nothing.
    static synchronized RunningStack shared() {
        if (running == null) {
            try {
                deleteHome();
                running = new RunningStack();
                running.awaitReady();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    static String classpath() {
        return ROOT.resolve("local/target/local.jar") + ":" + ROOT.resolve("local/target/lib") + "/*";
    }

    static Path root() {
        return ROOT;
    }

    URI url() {
        return URI.create("http://localhost:" + httpPort);
    }

    Path home() {
        return HOME;
    }

    int httpsPort() {
        return httpsPort;
    }

    Path certificate() {
        return HOME.resolve("tls/cert.pem");
    }

    String apiKey() {
        return read("api-key");
    }

    String operatorToken() {
        return read("operator-token");
    }

    /// The process of a part of the stack, by its name (`events-service`, `kafka`, …), as it is now.
    ProcessHandle process(String part) {
        var pid = Long.parseLong(state().getProperty(part + ".pid"));
        return ProcessHandle.of(pid).orElseThrow();
    }

    /// How much memory a part of the stack occupies.
    long residentMiB(String part) {
        var status = Path.of("/proc", String.valueOf(process(part).pid()), "status");
        try (var lines = Files.lines(status)) {
            var line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst();
            return line.map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024)
                    .orElse(0L);
        } catch (IOException e) {
            return 0; // not on Linux
        }
    }

    /// Ends a part without a warning; the launcher starts it anew.
    void kill(String part) {
        var process = process(part);
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    }

    /// Sends a signal to a process and everything below it.
    static void signal(String signal, ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(each.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Properties state() {
        try (var reader = Files.newBufferedReader(HOME.resolve("state.properties"))) {
            var state = new Properties();
            state.load(reader);
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Awaitility.await("the stack to be ready").atMost(START).untilAsserted(() -> {
            assertThat(launcher.isAlive())
                    .withFailMessage(() -> "the launcher ended:\n" + log())
                    .isTrue();
            assertThat(HOME.resolve("ready")).exists();
        });
    }

    private static String log() {
        try {
            return Files.readString(ROOT.resolve("e2e/target/launcher.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(HOME.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteHome() throws IOException {
        if (!Files.exists(HOME)) {
            return;
        }
        try (var files = Files.walk(HOME)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
