package io.sillage.contacts.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// That a contact complained about an email.
@Entity
@Table(name = "abuse_report")
class AbuseReport {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    private UUID audienceId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "contact_id")
    private Contact contact;

    private Instant reportedAt;

    protected AbuseReport() {} // for Hibernate

    AbuseReport(Contact contact, Instant now) {
        this.audienceId = contact.audienceId();
        this.contact = contact;
        this.reportedAt = now;
    }

    int id() {
        return id;
    }

    Contact contact() {
        return contact;
    }

    Instant reportedAt() {
        return reportedAt;
    }
}
