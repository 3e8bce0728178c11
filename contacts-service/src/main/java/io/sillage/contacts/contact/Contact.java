package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.platform.id.Ids;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A person in an audience, known by one email address, or by a mobile phone alone. Changed only while its row is
/// locked; every setter says what became different, and [#touched] counts the change.
@Entity
@Table(name = "contact")
class Contact {

    private static final Set<EmailStatus> CANNOT_BE_ARCHIVED =
            Set.of(EmailStatus.CLEANED, EmailStatus.PENDING, EmailStatus.ARCHIVED);

    @Id
    private UUID id;

    private UUID accountId;
    private UUID audienceId;
    /// Empty if it has none.
    private String email;

    /// Of a contact without an address, the hex of its id: what others are found by finds it too.
    private String emailHash;

    private EmailStatus status;
    private boolean optedOut;
    private @Nullable String unsubscribeReason;

    /// By [io.sillage.contacts.audience.Field#key]; a contact without a value has no entry.
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> fields;

    @ElementCollection
    @CollectionTable(name = "contact_tag", joinColumns = @JoinColumn(name = "contact_id"))
    @MapKeyColumn(name = "tag_id")
    @Column(name = "added_at")
    private Map<Long, Instant> tags;

    @Embedded
    private Choices choices;

    @Embedded
    private SmsConsent sms;

    /// Written by the feature that keeps notes, never with the contact.
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(insertable = false, updatable = false)
    private @Nullable LastNote lastNote;

    private String emailType;
    private String language;
    private boolean vip;
    private double latitude;
    private double longitude;
    private String ipSignup;
    private String ipOpt;
    private String source;
    private @Nullable Instant signedUpAt;
    private @Nullable Instant subscribedAt;
    private @Nullable Instant unsubscribedAt;
    private Origin createdOrigin;
    private String createdActor;
    private Instant createdAt;
    private Instant lastChanged;
    private long version;

    protected Contact() {} // for Hibernate

    Contact(
            UUID id,
            Audience audience,
            EmailAddress email,
            EmailStatus status,
            String source,
            Cause cause,
            Instant now) {
        this(id, audience, status, source, cause, now);
        write(email);
    }

    /// One that is known by its phone alone.
    Contact(UUID id, Audience audience, EmailStatus status, String source, Cause cause, Instant now) {
        this.id = id;
        this.accountId = audience.accountId();
        this.audienceId = audience.id();
        this.fields = Map.of();
        this.tags = new HashMap<>();
        this.choices = new Choices();
        this.sms = new SmsConsent();
        this.emailType = "html";
        this.language = "";
        this.ipSignup = "";
        this.ipOpt = "";
        this.source = source;
        this.createdOrigin = cause.origin();
        this.createdActor = cause.actor();
        this.createdAt = now;
        this.lastChanged = now;
        this.version = 1;
        this.email = "";
        this.emailHash = Ids.hex(id);
        write(status, now);
    }

    private void write(EmailAddress address) {
        email = address.text();
        emailHash = address.hash();
    }

    private void write(EmailStatus newStatus, Instant now) {
        status = newStatus;
        switch (newStatus) {
            case SUBSCRIBED -> {
                subscribedAt = now;
                unsubscribeReason = null;
            }
            case UNSUBSCRIBED -> {
                unsubscribedAt = now;
                unsubscribeReason = "N/A (Unsubscribed by admin)";
            }
            case PENDING -> signedUpAt = now;
            case CLEANED -> optedOut = true;
            case TRANSACTIONAL, ARCHIVED -> {}
        }
    }

    /// One effective change, whatever it consists of.
    void touched(Instant now) {
        version++;
        lastChanged = now;
    }

    /// Somebody wrote about it, or took that back. Nothing of the contact itself is different.
    void noted() {
        version++;
    }

    Optional<Change> changeEmail(EmailAddress address) {
        var from = email;
        if (hasAddress(address)) {
            return Optional.empty();
        }
        write(address);
        return Optional.of(new Change.EmailChanged(from, email));
    }

    Optional<Change> changeStatus(EmailStatus to, Instant now) {
        var from = status;
        if (from == to) {
            return Optional.empty();
        }
        write(to, now);
        return Optional.of(new Change.StatusChanged(from, to));
    }

    /// The contact itself wants no more email: only the contact itself can take that back.
    Optional<Change> optOut(String reason, Instant now) {
        optedOut = true;
        return unsubscribe(reason, now);
    }

    /// Nothing happens to a contact that gets no email anyway.
    Optional<Change> unsubscribe(String reason, Instant now) {
        return switch (status) {
            case SUBSCRIBED, PENDING, TRANSACTIONAL -> {
                var change = changeStatus(EmailStatus.UNSUBSCRIBED, now);
                unsubscribeReason = reason;
                yield change;
            }
            case UNSUBSCRIBED, CLEANED, ARCHIVED -> Optional.empty();
        };
    }

    /// Nobody but the contact itself may make it subscribed from here on.
    void waitForOwnWord() {
        optedOut = true;
    }

    /// The contact itself wants email, and may say so whatever was before.
    Optional<Change> optIn(Instant now) {
        optedOut = false;
        return changeStatus(EmailStatus.SUBSCRIBED, now);
    }

    /// Nobody reads the mailbox, or its owner complained: nothing is sent there any more.
    Optional<Change> clean(Instant now) {
        return status == EmailStatus.ARCHIVED ? Optional.empty() : changeStatus(EmailStatus.CLEANED, now);
    }

    /// Whether the API may not make it subscribed: it unsubscribed itself, or its mailbox does not exist.
    boolean refusesSubscription() {
        return optedOut && status != EmailStatus.SUBSCRIBED;
    }

    boolean canBeArchived() {
        return !CANNOT_BE_ARCHIVED.contains(status);
    }

    /// `""` takes the value away.
    Optional<Change> changeField(String key, String tag, Object value) {
        var from = fields.get(key);
        var to = value.equals("") ? null : value;
        if (Objects.equals(from, to)) {
            return Optional.empty();
        }
        var changed = new LinkedHashMap<>(fields);
        if (to == null) {
            changed.remove(key);
        } else {
            changed.put(key, to);
        }
        fields = changed; // a new map, so that Hibernate sees the change
        return Optional.of(new Change.FieldChanged(tag, from, to));
    }

    Optional<Change> addTag(Tag tag, Instant now) {
        return tags.putIfAbsent(tag.id(), now) == null
                ? Optional.of(new Change.TagAdded(tag.id(), tag.name()))
                : Optional.empty();
    }

    Optional<Change> removeTag(Tag tag) {
        return tags.remove(tag.id()) == null
                ? Optional.empty()
                : Optional.of(new Change.TagRemoved(tag.id(), tag.name()));
    }

    Optional<Change> changeEmailType(String to) {
        var differs = !to.equals(emailType);
        emailType = to;
        return profile(differs, "email_type");
    }

    Optional<Change> changeLanguage(String to) {
        var differs = !to.equals(language);
        language = to;
        return profile(differs, "language");
    }

    Optional<Change> changeVip(boolean to) {
        var differs = to != vip;
        vip = to;
        return profile(differs, "vip");
    }

    Optional<Change> changeLocation(double toLatitude, double toLongitude) {
        var differs = toLatitude != latitude || toLongitude != longitude;
        latitude = toLatitude;
        longitude = toLongitude;
        return profile(differs, "location");
    }

    Optional<Change> changeSignup(String ip, @Nullable Instant at) {
        var differs = !ip.equals(ipSignup) || !Objects.equals(at, signedUpAt);
        ipSignup = ip;
        signedUpAt = at;
        return profile(differs, "signup");
    }

    Optional<Change> changeOptIn(String ip, @Nullable Instant at) {
        var differs = !ip.equals(ipOpt) || !Objects.equals(at, subscribedAt);
        ipOpt = ip;
        subscribedAt = at;
        return profile(differs, "opt_in");
    }

    private static Optional<Change> profile(boolean differs, String attribute) {
        return differs ? Optional.of(new Change.ProfileChanged(attribute)) : Optional.empty();
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

    boolean hasAddress(EmailAddress address) {
        return address.hash().equals(emailHash);
    }

    Optional<EmailAddress> email() {
        return email.isEmpty() ? Optional.empty() : Optional.of(new EmailAddress(email, emailHash));
    }

    /// The text of its email address, or an empty text.
    String address() {
        return email;
    }

    /// What the API finds it by: the MD5 of the lower-cased address, or the hex of its id if it has none.
    String emailHash() {
        return emailHash;
    }

    /// What people call it by: its address, or its phone.
    String handle() {
        return email.isEmpty() ? sms.phone().map(PhoneNumber::e164).orElse("") : email;
    }

    /// From which its address, or the phone of one without an address, cannot be found again.
    String forgettableHash() {
        return email().map(address -> address.hashIn(audienceId))
                .or(() -> sms.phone().map(phone -> phone.hashIn(audienceId)))
                .orElse("");
    }

    String uniqueEmailId() {
        return email().map(EmailAddress::uniqueId).orElse("");
    }

    EmailStatus status() {
        return status;
    }

    @Nullable
    String unsubscribeReason() {
        return status == EmailStatus.UNSUBSCRIBED ? unsubscribeReason : null;
    }

    /// All values, by [io.sillage.contacts.audience.Field#key].
    Map<String, Object> fields() {
        return fields;
    }

    @Nullable
    Object field(String key) {
        return fields.get(key);
    }

    /// The ids of its tags, with the instants at which they were added. Only after it was loaded with them.
    Map<Long, Instant> tags() {
        return tags;
    }

    Set<Long> tagIds() {
        return tags.keySet().stream().collect(toUnmodifiableSet());
    }

    Optional<LastNote> lastNote() {
        return Optional.ofNullable(lastNote);
    }

    Choices choices() {
        return choices;
    }

    SmsConsent sms() {
        return sms;
    }

    String emailType() {
        return emailType;
    }

    String language() {
        return language;
    }

    boolean vip() {
        return vip;
    }

    double latitude() {
        return latitude;
    }

    double longitude() {
        return longitude;
    }

    String ipSignup() {
        return ipSignup;
    }

    String ipOpt() {
        return ipOpt;
    }

    String source() {
        return source;
    }

    @Nullable
    Instant signedUpAt() {
        return signedUpAt;
    }

    @Nullable
    Instant subscribedAt() {
        return subscribedAt;
    }

    @Nullable
    Instant unsubscribedAt() {
        return unsubscribedAt;
    }

    /// From where the contact was added.
    Origin createdOrigin() {
        return createdOrigin;
    }

    /// Who added it; may be empty.
    String createdActor() {
        return createdActor;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastChanged() {
        return lastChanged;
    }

    long version() {
        return version;
    }
}
