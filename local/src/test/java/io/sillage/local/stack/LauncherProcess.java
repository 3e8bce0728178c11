package io.sillage.local.stack;

import static org.awaitility.Awaitility.await;

import io.sillage.local.Launcher;
import io.sillage.local.process.FreePorts;
import io.sillage.local.process.RunningProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The launcher as a process, over stubs of the services.
final class LauncherProcess implements AutoCloseable {

    static final List<String> MODULES =
            List.of("contacts-service", "events-service", "segments-service", "automation-service", "gateway");

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private Path output;
    private Process process;

    LauncherProcess(Path root) throws IOException {
        this.root = root;
        this.output = root.resolve("launcher.log");
        var ports = new FreePorts();
        environment.put("SILLAGE_ROOT", root.toString());
        environment.put("SILLAGE_JAVA_OPTIONS", "-Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        environment.put("SILLAGE_HTTP_PORT", String.valueOf(ports.next()));
        environment.put("SILLAGE_HTTPS_PORT", String.valueOf(ports.next()));
        for (var module : MODULES) {
            build(module);
        }
    }

    LauncherProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    LauncherProcess start() throws IOException {
        Files.deleteIfExists(home().resolve("ready")); // of one that was killed
        return run();
    }

    LauncherProcess startBeside(LauncherProcess running) throws IOException {
        output = running.root.resolve("second.log");
        return run();
    }

    private LauncherProcess run() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java, "-Xmx128m", "-cp", System.getProperty("java.class.path"), Launcher.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    LauncherProcess awaitReady() {
        await().atMost(PATIENCE).until(() -> Files.exists(home().resolve("ready")) || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError(read(output));
        }
        return this;
    }

    /// The exit code of a launcher that ends by itself.
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + read(output));
        }
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    Path home() {
        return root.resolve(".sillage");
    }

    String printed() {
        return read(output);
    }

    Properties state() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(home().resolve("state.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }

    RunningProcess process(String part) {
        return RunningProcess.parse(state().getProperty(part + ".process")).orElseThrow();
    }

    String get(String part, String path) throws IOException, InterruptedException {
        var port = state().getProperty(part + ".port");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            terminate();
        }
    }

    private void build(String module) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        var classes = StubService.class.getProtectionDomain().getCodeSource().getLocation();
        attributes.put(Attributes.Name.CLASS_PATH, classes.toString());
        var app = Files.createDirectories(root.resolve(module).resolve("target").resolve("quarkus-app"));
        new JarOutputStream(Files.newOutputStream(app.resolve("quarkus-run.jar")), manifest).close();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
