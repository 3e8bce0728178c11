package io.sillage.contacts.backlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// Something that is still to be done, and how far it is.
@Entity
@Table(name = "backlog")
public class Work {

    /// What is to be done.
    public enum Kind {
        PURGE_AUDIENCE,
        REMOVE_TAG,
        RENAME_FIELD,
        REMOVE_FIELD,
        REMOVE_GROUP,
        REMOVE_WEBHOOK
    }

    private static final UUID START = new UUID(0, 0);

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private UUID accountId;
    private UUID audienceId;
    private String subject;

    @Column(name = "position")
    private UUID position;

    private Instant dueAt;

    protected Work() {} // for Hibernate

    Work(UUID id, Kind kind, UUID accountId, UUID audienceId, String subject, Instant dueAt) {
        this.id = id;
        this.kind = kind;
        this.accountId = accountId;
        this.audienceId = audienceId;
        this.subject = subject;
        this.position = START;
        this.dueAt = dueAt;
    }

    UUID id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID audienceId() {
        return audienceId;
    }

    /// Which tag or field, in the words of the kind of work.
    public String subject() {
        return subject;
    }

    /// The last contact that is done.
    public UUID position() {
        return position;
    }

    /// The next step starts after this contact.
    public void continueAfter(UUID newPosition) {
        position = newPosition;
    }

    /// All contacts are gone through once more from this instant on.
    public void startAgainAt(Instant due) {
        position = START;
        dueAt = due;
    }

    /// The next step is done at this instant.
    void continueAt(Instant due) {
        dueAt = due;
    }
}
