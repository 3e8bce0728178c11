package io.sillage.contacts.note;

import io.sillage.contacts.contact.Member;
import io.sillage.contracts.Change;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// What somebody wrote about a contact.
@Entity
@Table(name = "note")
class Note {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private int id;

    private UUID contactId;
    private String note;
    private String createdBy;
    private Instant createdAt;
    private Instant updatedAt;

    protected Note() {} // for Hibernate

    Note(Member about, String text, String author, Instant now) {
        this.contactId = about.contactId();
        this.note = text;
        this.createdBy = author;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void change(String text, Instant now) {
        note = text;
        updatedAt = now;
    }

    Change written() {
        return new Change.NoteWritten(id, note, createdBy, createdAt, updatedAt);
    }

    Change deleted() {
        return new Change.NoteDeleted(id);
    }

    int id() {
        return id;
    }

    String text() {
        return note;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
