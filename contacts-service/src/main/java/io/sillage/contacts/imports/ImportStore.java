package io.sillage.contacts.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.sillage.contacts.audience.Fields;
import io.sillage.contacts.audience.Groups;
import io.sillage.platform.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// Where an upload is kept while it comes. An upload is read by blocking code, and so it is written: by plain JDBC, of
/// whose few connections each upload uses one for a moment at a time.
@ApplicationScoped
class ImportStore {

    private final DataSource database;
    private final ObjectMapper json;

    ImportStore(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /// The audience that a file is for.
    record Place(UUID audienceId, Fields fields, Groups groups) {}

    Optional<Place> find(UUID accountId, String listId) {
        return run("""
                select id, fields, groups from audience
                 where account_id = ? and list_id = ? and deleted_at is null""", statement -> {
            statement.setObject(1, accountId);
            statement.setString(2, listId);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Place(
                                rows.getObject(1, UUID.class),
                                read(rows.getString(2), Fields.class),
                                read(rows.getString(3), Groups.class)))
                        : Optional.empty();
            }
        });
    }

    /// An upload begins.
    record Beginning(
            UUID id,
            UUID accountId,
            UUID audienceId,
            ImportSettings settings,
            Columns columns,
            String actor,
            int lanes,
            Instant now) {}

    void begin(Beginning beginning) {
        run("""
                with begun as (
                  insert into import (id, account_id, audience_id, status, settings, columns, bytes, rows_uploaded,
                    rows_read, rows_created, rows_updated, rows_unchanged, rows_refused, actor, created_at,
                    touched_at)
                  values (?, ?, ?, 'uploading', cast(? as jsonb), cast(? as jsonb), 0, 0, 0, 0, 0, 0, 0, ?, ?, ?)
                  returning id, touched_at)
                insert into import_lane (import_id, lane, touched_at)
                select id, lane, touched_at from begun, generate_series(0, ? - 1) as lane""", statement -> {
            statement.setObject(1, beginning.id());
            statement.setObject(2, beginning.accountId());
            statement.setObject(3, beginning.audienceId());
            statement.setString(4, write(beginning.settings()));
            statement.setString(5, write(beginning.columns()));
            statement.setString(6, beginning.actor());
            statement.setTimestamp(7, Timestamp.from(beginning.now()));
            statement.setTimestamp(8, Timestamp.from(beginning.now()));
            statement.setInt(9, beginning.lanes());
            return statement.executeUpdate();
        });
    }

    /// @param bytes how much of the file has come so far
    record Progress(UUID id, int lane, long number, RowBatch batch, long bytes, Instant now) {}

    /// Emits whether the upload is still wanted.
    boolean add(Progress progress) {
        return run("""
                with alive as (
                  update import set rows_uploaded = rows_uploaded + ?, bytes = ?, touched_at = ?
                   where id = ? and status = 'uploading' returning id)
                insert into import_batch (import_id, number, rows, lane) select id, ?, ?, ? from alive""", statement -> {
            statement.setLong(1, progress.batch().rows().size());
            statement.setLong(2, progress.bytes());
            statement.setTimestamp(3, Timestamp.from(progress.now()));
            statement.setObject(4, progress.id());
            statement.setLong(5, progress.number());
            statement.setBytes(6, bytes(progress.batch()));
            statement.setInt(7, progress.lane());
            return statement.executeUpdate() == 1;
        });
    }

    /// The whole file is there. Emits whether it is still wanted.
    boolean finish(UUID id, long bytes, Instant now) {
        return run("""
                update import set status = 'queued', bytes = ?, touched_at = ? where id = ? and status = 'uploading'""", statement -> {
            statement.setLong(1, bytes);
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setObject(3, id);
            return statement.executeUpdate() == 1;
        });
    }

    /// The file did not come, or is none; its rows are deleted in the background.
    void fail(UUID id, String reason, Instant now) {
        run("""
                update import set status = 'failed', reason = ?, finished_at = ?, touched_at = ?
                 where id = ? and status = 'uploading'""", statement -> {
            statement.setString(1, reason);
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setTimestamp(3, Timestamp.from(now));
            statement.setObject(4, id);
            return statement.executeUpdate();
        });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            Log.warnf("Upload not stored cause=%s", e.toString());
            throw new UploadNotStored();
        }
    }

    /// The database did not take it; the same upload may succeed later.
    static final class UploadNotStored extends Problem {

        private static final long serialVersionUID = 1;

        UploadNotStored() {
            super(
                    503,
                    "Service Unavailable",
                    "The file cannot be kept at the moment. Nothing of it is imported; send it again later.",
                    List.of(),
                    Map.of("Retry-After", "1"));
        }
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row cannot be written as JSON", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings cannot be written as JSON", e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }
}
