package io.sillage.local.stack;

import io.sillage.local.inbox.Sink;
import io.sillage.local.process.FreePorts;
import io.sillage.local.process.Logs;
import io.sillage.local.process.Part;
import io.sillage.local.process.Pause;
import io.sillage.local.process.StartFailed;
import io.sillage.local.server.Durability;
import io.sillage.local.server.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The running product. Starts from the servers to the gateway and stops the other way round; in between it starts
/// again what dies.
public final class Stack {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Consumer<String> report;
    private final Home home;
    private final State state;
    private final Logs logs;
    private final FreePorts ports = new FreePorts();
    private final Servers servers;
    private final List<ServiceProcess> services = new ArrayList<>();
    private @Nullable Sink sink;
    private volatile boolean stopping;
    private boolean stopped;

    public Stack(Settings settings, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
        this.home = settings.home();
        this.state = new State(home.state());
        this.logs = new Logs(home.logs());
        this.servers = new Servers(home.directory(), Durability.DURABLE, logs, ports);
    }

    /// Returns when the gateway and everything behind it can be used.
    public void start() throws IOException {
        Files.deleteIfExists(home.ready());
        state.stopLeftovers();
        state.begin();
        requireFree(settings.httpPort(), "SILLAGE_HTTP_PORT");
        requireFree(settings.httpsPort(), "SILLAGE_HTTPS_PORT");
        var secrets = Secrets.of(home);
        Certificate.makeIfMissing(home, InstantSource.system());
        startServers();
        startServices(secrets);
        awaitReady();
        Files.writeString(home.ready(), settings.url() + "\n");
        report.accept("Ready at " + settings.url() + " and " + settings.secureUrl());
    }

    /// Starts again what dies, until the stack is stopped.
    public void keepAlive() throws IOException {
        var revivals = parts().stream()
                .map(part -> new Revival(part, System.nanoTime()))
                .toList();
        while (!stopping) {
            for (var revival : revivals) {
                revive(revival);
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    /// Returns when everything has ended, whoever stopped it.
    public void stop() {
        stopping = true;
        stopInOrder();
    }

    private synchronized void startServers() throws IOException {
        requireNotStopping();
        report.accept("Starting PostgreSQL and Kafka");
        servers.start();
        sink = Sink.start(
                new Sink.Settings(home.inbox(), settings.inboxCapacity(), ports.next(), ports.next()),
                new StackClock(home.clock(), InstantSource.system()));
        writeState();
    }

    private synchronized void startServices(Secrets secrets) throws IOException {
        requireNotStopping();
        for (var service : new Services(settings, secrets, servers, requireStarted(), ports).all()) {
            service.database().ifPresent(servers.postgres()::createDatabaseIfMissing);
            var process =
                    new ServiceProcess(service, App.copied(service.name(), settings), settings.javaOptions(), logs);
            services.add(process);
            logs.begin(service.name());
            report.accept("Starting " + service.name());
            process.start();
        }
        writeState();
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + settings.startPatience().toNanos();
        try (var client = HttpClient.newHttpClient()) {
            for (var service : services) {
                while (!service.isReady(client)) {
                    requireNotStopping();
                    requireHope(service, deadline);
                    Pause.of(Duration.ofMillis(100));
                }
                report.accept(service.name() + " is ready");
            }
        }
    }

    private void requireHope(ServiceProcess service, long deadline) {
        if (!service.isAlive()) {
            throw new StartFailed(
                    "%s ended while it started:\n%s".formatted(service.name(), logs.tail(service.name())));
        }
        if (System.nanoTime() > deadline) {
            throw new StartFailed("%s was not ready after %d s:\n%s"
                    .formatted(service.name(), settings.startPatience().toSeconds(), logs.tail(service.name())));
        }
    }

    private synchronized void revive(Revival revival) throws IOException {
        if (stopping) {
            return;
        }
        var part = revival.part();
        if (revival.hasJustDied(System.nanoTime())) {
            report.accept(part.name() + " died; it will be started again");
        }
        if (revival.isDue(System.nanoTime())) {
            restart(part);
            revival.started(System.nanoTime());
            writeState();
        }
    }

    /// A part that cannot even be started counts as dead again.
    private void restart(Part part) {
        try {
            part.start();
            report.accept("Started %s again as process %d".formatted(part.name(), part.pid()));
        } catch (IOException | StartFailed e) {
            report.accept("%s could not be started again: %s".formatted(part.name(), e.getMessage()));
        }
    }

    /// The last come first: nobody loses a server that it still needs.
    private synchronized void stopInOrder() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            Files.deleteIfExists(home.ready());
            report.accept("Stopping the gateway and the services");
            stop(gateways());
            stop(services);
            if (sink != null) {
                sink.close();
            }
            report.accept("Stopping Kafka and PostgreSQL");
            servers.stop();
            state.delete();
        } catch (IOException e) {
            report.accept("Stopping was not complete: " + e);
        }
    }

    private List<ServiceProcess> gateways() {
        return services.stream()
                .filter(service -> service.port() == settings.httpPort())
                .toList();
    }

    private static void stop(List<ServiceProcess> doomed) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            doomed.forEach(service -> executor.submit(() -> service.stop(PATIENCE)));
        }
    }

    private void writeState() throws IOException {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("http.url", settings.url());
        addresses.put("https.url", settings.secureUrl());
        addresses.put("kafka.port", String.valueOf(servers.kafka().port()));
        addresses.put("postgres.port", String.valueOf(servers.postgres().port()));
        addresses.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
        addresses.put("smtp.port", String.valueOf(requireStarted().smtpPort()));
        addresses.put("inbox.url", requireStarted().url().toString());
        services.forEach(service -> addresses.put(service.name() + ".port", String.valueOf(service.port())));
        state.write(addresses, parts());
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>(servers.parts());
        parts.addAll(services);
        return parts;
    }

    private Sink requireStarted() {
        if (sink == null) {
            throw new IllegalStateException("The sink is not started");
        }
        return sink;
    }

    private void requireFree(int port, String variable) throws IOException {
        if (!FreePorts.isFree(port, InetAddress.getByName(settings.host()))) {
            throw new StartFailed("Port %d is taken by another program. Choose another port: %s=%d ./sillage up"
                    .formatted(port, variable, port + 100));
        }
    }

    private void requireNotStopping() {
        if (stopping) {
            throw new StartFailed("Stopped while starting");
        }
    }
}
