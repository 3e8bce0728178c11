package io.sillage.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sillage.local.process.FreePorts;
import io.sillage.local.process.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path home;

    private final FreePorts ports = new FreePorts();
    private PostgresServer server;

    @BeforeEach
    void start() throws IOException {
        var logs = new Logs(home.resolve("logs"));
        logs.begin("postgres");
        server = new PostgresServer(home.resolve("postgres"), ports.next(), Durability.DURABLE, logs);
        server.start();
        server.createDatabaseIfMissing("shop");
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(20));
    }

    @Test
    void confirmsOnlyWhatIsOnTheDisk() throws SQLException {
        assertThat(query(server, "show fsync")).isEqualTo("on");
        assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(server, "show full_page_writes")).isEqualTo("on");
    }

    @Test
    void whatItRunsLiesWhereNobodyElseCanPutAnything() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(PostgresServer.binaries())))
                .isEqualTo("rwx------");
    }

    @Test
    void killedServerIsStartedAgainWithAllThatWasCommitted() throws Exception {
        execute("create table kept as select 7 as number");
        kill(server.pid());
        await().until(() -> !server.isAlive());

        server.start();

        assertThat(query(server, "select number from kept")).isEqualTo("7");
    }

    @Test
    void serverThatAnEarlierRunLeftBehindIsReplaced() throws Exception {
        execute("create table kept as select 7 as number");
        var orphan = server;

        start();

        assertThat(orphan.isAlive()).isFalse();
        assertThat(query(server, "select number from kept")).isEqualTo("7");
    }

    @Test
    void fileOfADeadServerWithTheNumberOfAnotherProcessIsIgnored() throws Exception {
        server.stop(Duration.ofSeconds(20));
        var someoneElse = ProcessHandle.current().pid();
        Files.writeString(home.resolve("postgres").resolve("postmaster.pid"), someoneElse + "\n");

        server.start();

        assertThat(query(server, "select 1")).isEqualTo("1");
    }

    @Test
    void textIsSortedTheSameOnEverySystem() throws SQLException {
        assertThat(query(server, "select string_agg(w, '' order by w) from unnest(array['b', 'B', 'ä', 'a']) w"))
                .isEqualTo("Babä");
        assertThat(query(server, "select upper('élan')")).isEqualTo("ÉLAN");
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", String.valueOf(pid)).start().waitFor();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(server), PostgresServer.USER, PostgresServer.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(server), PostgresServer.USER, PostgresServer.PASSWORD);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String url(PostgresServer server) {
        return "jdbc:postgresql://127.0.0.1:%d/shop".formatted(server.port());
    }
}
