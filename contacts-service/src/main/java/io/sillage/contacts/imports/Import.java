package io.sillage.contacts.imports;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A file of contacts on its way into an audience, and how far it is. Its rows are spread over lanes, which are
/// worked on at the same time. Changed only while its row is locked.
@Entity
@Table(name = "import")
class Import {

    enum Status {
        UPLOADING,
        QUEUED,
        RUNNING,
        PAUSED,
        COMPLETED,
        CANCELED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether its rows are to be done now.
        boolean isDue() {
            return this == QUEUED || this == RUNNING;
        }

        boolean isFinished() {
            return this == COMPLETED || this == CANCELED || this == FAILED;
        }
    }

    @Id
    private UUID id;

    private UUID accountId;
    private UUID audienceId;
    private Status status;
    private @Nullable String reason;

    @JdbcTypeCode(SqlTypes.JSON)
    private ImportSettings settings;

    @JdbcTypeCode(SqlTypes.JSON)
    private Columns columns;

    private long bytes;
    private long rowsUploaded;
    private long rowsRead;
    private long rowsCreated;
    private long rowsUpdated;
    private long rowsUnchanged;
    private long rowsRefused;
    private String actor;
    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private Instant touchedAt;

    protected Import() {} // for Hibernate

    /// What became of some rows.
    record Tally(int created, int updated, int unchanged, int refused) {

        int read() {
            return created + updated + unchanged + refused;
        }
    }

    void advance(Tally tally, Instant now) {
        status = status == Status.QUEUED ? Status.RUNNING : status;
        startedAt = startedAt == null ? now : startedAt;
        rowsRead += tally.read();
        rowsCreated += tally.created();
        rowsUpdated += tally.updated();
        rowsUnchanged += tally.unchanged();
        rowsRefused += tally.refused();
        touchedAt = now;
    }

    void complete(Instant now) {
        startedAt = startedAt == null ? now : startedAt;
        finish(Status.COMPLETED, now);
    }

    void cancel(Instant now) {
        finish(Status.CANCELED, now);
    }

    void fail(String why, Instant now) {
        reason = why;
        finish(Status.FAILED, now);
    }

    private void finish(Status finished, Instant now) {
        status = finished;
        finishedAt = now;
        touchedAt = now;
    }

    void pause() {
        status = Status.PAUSED;
    }

    void resume(Instant now) {
        status = startedAt == null ? Status.QUEUED : Status.RUNNING;
        touchedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    UUID audienceId() {
        return audienceId;
    }

    Status status() {
        return status;
    }

    @Nullable
    String reason() {
        return reason;
    }

    ImportSettings settings() {
        return settings;
    }

    Columns columns() {
        return columns;
    }

    long bytes() {
        return bytes;
    }

    long rowsUploaded() {
        return rowsUploaded;
    }

    long rowsRead() {
        return rowsRead;
    }

    long rowsCreated() {
        return rowsCreated;
    }

    long rowsUpdated() {
        return rowsUpdated;
    }

    long rowsUnchanged() {
        return rowsUnchanged;
    }

    long rowsRefused() {
        return rowsRefused;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }
}
