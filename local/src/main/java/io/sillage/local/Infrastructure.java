package io.sillage.local;

import io.sillage.local.inbox.Sink;
import io.sillage.local.process.FreePorts;
import io.sillage.local.process.Holders;
import io.sillage.local.process.Logs;
import io.sillage.local.process.Pause;
import io.sillage.local.process.PropertiesFile;
import io.sillage.local.process.RunningProcess;
import io.sillage.local.process.StartFailed;
import io.sillage.local.server.Durability;
import io.sillage.local.server.PostgresServer;
import io.sillage.local.server.Servers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, Kafka and the inbox without the services: what tests run against.
///
/// Writes a properties file when everything can be used, and ends, in order, when a server died, when it is told
/// to, or when all processes in the folder `holders` have ended (the ones of `--exit-with`, and whoever was added
/// since). Whoever adds itself holds the lock on the file `lock` while it looks whether the properties file is
/// there.
public final class Infrastructure {

    private static final Duration WATCH_EVERY = Duration.ofMillis(500);
    private static final Duration PREDECESSOR_PATIENCE = Duration.ofSeconds(60);
    private static final int INBOX_CAPACITY = 100_000;

    private final InfrastructureOptions options;
    private final Holders holders;
    private final Servers servers;
    private @Nullable Sink sink;

    private Infrastructure(InfrastructureOptions options) {
        this.options = options;
        this.holders = new Holders(options.home().resolve("holders"));
        var logs = new Logs(options.home().resolve("logs"));
        this.servers = new Servers(options.home(), options.durability(), logs, new FreePorts());
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            var options = InfrastructureOptions.parse(arguments);
            Files.createDirectories(options.home());
            try (var only = open(options.home().resolve("running"));
                    var _ = lock(only, options.home())) {
                new Infrastructure(options).serve();
            }
            return 0;
        } catch (StartFailed | IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private void serve() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        if (options.durability() == Durability.FAST) {
            servers.discard();
        }
        for (var pid : options.exitWith()) {
            holders.add(RunningProcess.of(pid).orElseThrow(() -> new StartFailed("There is no process " + pid)));
        }
        servers.start();
        sink = Sink.start(
                new Sink.Settings(options.home().resolve("inbox"), INBOX_CAPACITY, 0, 0), InstantSource.system());
        PropertiesFile.write(options.file(), properties(sink));
        while (servers.areAlive() && !isForsaken()) {
            Pause.of(WATCH_EVERY);
        }
    }

    private Map<String, String> properties(Sink started) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("process", RunningProcess.of(ProcessHandle.current()).toString());
        properties.put("postgres.host", PostgresServer.HOST);
        properties.put("postgres.port", String.valueOf(servers.postgres().port()));
        properties.put("postgres.user", PostgresServer.USER);
        properties.put("postgres.password", PostgresServer.PASSWORD);
        properties.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
        properties.put("smtp.port", String.valueOf(started.smtpPort()));
        properties.put("inbox.url", started.url().toString());
        return properties;
    }

    /// Nobody is left, and from now on nobody can find us any more.
    private boolean isForsaken() throws IOException {
        if (holders.isEmpty() || holders.anyAlive()) {
            return false;
        }
        try (var channel = open(options.home().resolve("lock"));
                var _ = channel.lock()) {
            if (holders.anyAlive()) {
                return false;
            }
            Files.deleteIfExists(options.file());
            return true;
        }
    }

    private void stop() {
        try {
            Files.deleteIfExists(options.file());
            if (sink != null) {
                sink.close();
            }
            servers.stop();
            holders.clear();
            if (options.durability() == Durability.FAST) {
                servers.discard();
            }
        } catch (IOException e) {
            System.err.println("Stopping was not complete: " + e);
        }
    }

    /// One that is just ending is waited for.
    private static FileLock lock(FileChannel channel, Path home) throws IOException {
        var deadline = System.nanoTime() + PREDECESSOR_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            Pause.shortly();
        }
        throw new StartFailed("Already running on " + home);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
