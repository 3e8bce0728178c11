package io.sillage.local.server;

import io.sillage.local.process.Logs;
import io.sillage.local.process.Part;
import io.sillage.local.process.Pause;
import io.sillage.local.process.RunningProcess;
import io.sillage.local.process.StartFailed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL on a data directory of ours. A server that an earlier run left behind on the directory is stopped
/// first.
public final class PostgresServer implements Part {

    public static final String HOST = "127.0.0.1";
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 2;

    private final Path dataDirectory;
    private final int port;
    private final Durability durability;
    private final Logs logs;
    private final Postmaster postmaster;
    private @Nullable RunningProcess process;

    public PostgresServer(Path dataDirectory, int port, Durability durability, Logs logs) {
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.port = port;
        this.durability = durability;
        this.logs = logs;
        this.postmaster = new Postmaster(this.dataDirectory);
    }

    @Override
    public String name() {
        return "postgres";
    }

    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        postmaster.stop(ORPHAN_PATIENCE);
        for (var i = 1; process == null || !process.isAlive(); i++) {
            process = attempt(i == TRIES);
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public long pid() {
        return process == null ? -1 : process.pid();
    }

    @Override
    public void stop(Duration patience) {
        try {
            postmaster.stop(patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void createDatabaseIfMissing(String database) {
        var url = "jdbc:postgresql://%s:%d/postgres".formatted(HOST, port);
        try (var connection = DriverManager.getConnection(url, USER, PASSWORD);
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery("select 1 from pg_database where datname = '%s'".formatted(database))) {
            if (!found.next()) {
                statement.execute("create database \"%s\"".formatted(database));
            }
        } catch (SQLException e) {
            throw new StartFailed("The database %s could not be created: %s".formatted(database, e.getMessage()), e);
        }
    }

    /// Processes of a server that was killed a moment ago may still hold its shared memory; then the next attempt
    /// works.
    private @Nullable RunningProcess attempt(boolean last) throws IOException {
        try {
            Files.deleteIfExists(dataDirectory.resolve("epg-lock")); // never given back by an attempt that failed
            embedded().start();
            return postmaster.find().orElseThrow(() -> new IOException("no postmaster.pid in " + dataDirectory));
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            if (last) {
                throw new StartFailed(
                        "PostgreSQL did not start: %s\n%s".formatted(e.getMessage(), logs.tail(name())), e);
            }
            postmaster.stop(ORPHAN_PATIENCE);
            Pause.of(Duration.ofSeconds(1));
            return null;
        }
    }

    private EmbeddedPostgres.Builder embedded() throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(logs.of(name()).toFile());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(dataDirectory)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_PATIENCE)
                .setPort(port)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "")
                // prepared statements keep plans made for empty tables until statistics say that they have grown
                .setServerConfig("autovacuum_naptime", "10s")
                .setServerConfig("max_connections", "300")
                // five databases share it; random keys of large imports touch all pages of their indexes
                .setServerConfig("shared_buffers", "384MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min");
        var waits = durability == Durability.DURABLE ? "on" : "off";
        return builder.setServerConfig("fsync", waits)
                .setServerConfig("synchronous_commit", waits)
                .setServerConfig("full_page_writes", waits);
    }

    /// The unpacked binaries serve all checkouts of a user, and are run as that user: nobody else may put any there.
    static Path binaries() throws IOException {
        var home = Path.of(System.getProperty("user.home"));
        var cache = System.getenv("XDG_CACHE_HOME") == null
                ? home.resolve(".cache")
                : Path.of(System.getenv("XDG_CACHE_HOME"));
        var binaries = Files.createDirectories(cache.resolve("sillage").resolve("postgresql"));
        Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
        return binaries;
    }
}
