package io.sillage.contacts.erasure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a contact was deleted for good.
@Entity
@Table(name = "erasure")
class ErasureRecord {

    @Id
    private UUID contactId;

    private UUID audienceId;
    private String addressHash;
    private Instant requestedAt;
    private @Nullable Instant completedAt;

    protected ErasureRecord() {} // for Hibernate

    UUID contactId() {
        return contactId;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    /// When the last service confirmed it; `null` before.
    @Nullable
    Instant completedAt() {
        return completedAt;
    }
}
