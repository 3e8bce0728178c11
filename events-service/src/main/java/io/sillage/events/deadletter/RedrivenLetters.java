package io.sillage.events.deadletter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/// Rows of `redriven_letter`, for blocking code.
@ApplicationScoped
class RedrivenLetters {

    private static final int MOST = 10_000;

    private final DataSource database;

    RedrivenLetters(DataSource database) {
        this.database = database;
    }

    /// When, by the ids of the letters; the newest of them.
    Map<String, Instant> all() {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("""
                        select partition, "offset", redriven_at from redriven_letter
                         order by partition desc, "offset" desc limit ?""")) {
            query.setInt(1, MOST);
            try (var rows = query.executeQuery()) {
                var all = new HashMap<String, Instant>();
                while (rows.next()) {
                    all.put(
                            rows.getInt(1) + "-" + rows.getLong(2),
                            rows.getTimestamp(3).toInstant());
                }
                return all;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("dead letters that were sent again cannot be read", e);
        }
    }

    void add(Letter letter, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into redriven_letter (partition, "offset", redriven_at) values (?, ?, ?)
                        on conflict (partition, "offset") do update set redriven_at = excluded.redriven_at""")) {
            insert.setInt(1, letter.record().partition());
            insert.setLong(2, letter.record().offset());
            insert.setTimestamp(3, Timestamp.from(now));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a dead letter that was sent again cannot be noted", e);
        }
    }
}
