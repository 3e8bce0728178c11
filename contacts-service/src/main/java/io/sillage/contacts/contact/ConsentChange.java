package io.sillage.contacts.contact;

import io.sillage.contracts.Change;
import io.sillage.contracts.Origin;
import io.sillage.platform.id.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a contact's history of consent.
@Entity
@Table(name = "consent_change")
class ConsentChange {

    static final String EMAIL = "email";
    static final String SMS = "sms";

    @Id
    private UUID id;

    private UUID contactId;
    private String subject;
    private String fromStatus;
    private String toStatus;
    private Origin origin;
    private String actor;
    private @Nullable String ip;
    private Instant changedAt;

    protected ConsentChange() {} // for Hibernate

    private ConsentChange(
            UUID id, UUID contactId, String subject, String fromStatus, String toStatus, Cause cause, Instant at) {
        this.id = id;
        this.contactId = contactId;
        this.subject = subject;
        this.fromStatus = fromStatus;
        this.toStatus = toStatus;
        this.origin = cause.origin();
        this.actor = cause.actor();
        this.ip = cause.ip();
        this.changedAt = at;
    }

    /// Empty for a change that is not about consent. That a contact was added is no line of its own: the contact knows
    /// when and from where.
    static Optional<ConsentChange> of(UUID contactId, Change change, Cause cause, Instant now) {
        return switch (change) {
            case Change.StatusChanged(var from, var to) ->
                Optional.of(line(contactId, EMAIL, from.word(), to.word(), cause, now));
            case Change.SmsStatusChanged(var from, var to) ->
                Optional.of(line(contactId, SMS, from.word(), to.word(), cause, now));
            case Change.PermissionChanged(var permission, var enabled) ->
                Optional.of(line(contactId, permission, word(!enabled), word(enabled), cause, now));
            case Change.Created _,
                    Change.EmailChanged _,
                    Change.FieldChanged _,
                    Change.TagAdded _,
                    Change.TagRemoved _,
                    Change.GroupJoined _,
                    Change.GroupLeft _,
                    Change.SmsPhoneChanged _,
                    Change.NoteWritten _,
                    Change.NoteDeleted _,
                    Change.ProfileChanged _ -> Optional.empty();
        };
    }

    private static ConsentChange line(
            UUID contactId, String subject, String from, String to, Cause cause, Instant now) {
        return new ConsentChange(Ids.newId(now), contactId, subject, from, to, cause, now);
    }

    private static String word(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }

    String subject() {
        return subject;
    }

    String fromStatus() {
        return fromStatus;
    }

    String toStatus() {
        return toStatus;
    }

    Origin origin() {
        return origin;
    }

    String actor() {
        return actor;
    }

    @Nullable
    String ip() {
        return ip;
    }

    Instant changedAt() {
        return changedAt;
    }
}
