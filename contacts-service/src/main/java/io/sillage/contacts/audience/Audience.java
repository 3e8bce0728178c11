package io.sillage.contacts.audience;

import io.sillage.contracts.AudienceChanged;
import io.sillage.platform.id.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A list of contacts with settings and fields. Changed only while its row is locked.
@Entity
@Table(name = "audience")
public class Audience {

    private static final int LIST_ID_LENGTH = 10;

    @Id
    private UUID id;

    private UUID accountId;
    private String listId;

    @JdbcTypeCode(SqlTypes.JSON)
    private AudienceSettings settings;

    @JdbcTypeCode(SqlTypes.JSON)
    private Fields fields;

    @JdbcTypeCode(SqlTypes.JSON)
    private Groups groups;

    @JdbcTypeCode(SqlTypes.JSON)
    private Permissions permissions;

    private long version;
    private Instant createdAt;
    private @Nullable Instant deletedAt;

    protected Audience() {} // for Hibernate

    Audience(UUID accountId, AudienceSettings settings, Instant now) {
        this.id = Ids.newId(now);
        this.accountId = accountId;
        this.listId = tail(id);
        this.settings = settings;
        this.fields = Fields.defaults();
        this.groups = Groups.NONE;
        this.permissions = settings.marketingPermissions() ? Permissions.defaults() : Permissions.NONE;
        this.version = 1;
        this.createdAt = now;
    }

    private static String tail(UUID id) {
        var hex = Ids.hex(id);
        return hex.substring(hex.length() - LIST_ID_LENGTH);
    }

    public UUID id() {
        return id;
    }

    public UUID accountId() {
        return accountId;
    }

    /// The id in the API.
    public String listId() {
        return listId;
    }

    AudienceSettings settings() {
        return settings;
    }

    public String name() {
        return settings.name();
    }

    /// Whether who signs up by a form has to confirm it by email.
    public boolean isDoubleOptIn() {
        return settings.doubleOptin();
    }

    /// Who the owner is.
    public String company() {
        return settings.contact().company();
    }

    /// Where the owner is, in one line.
    public String postalAddress() {
        return settings.contact().oneLine();
    }

    /// Who marketing messages come from unless they say otherwise.
    public String senderName() {
        return settings.campaignDefaults().fromName();
    }

    public String senderEmail() {
        return settings.campaignDefaults().fromEmail();
    }

    /// The address that is told when somebody subscribes; empty for none.
    public String notifiedOfSubscriptions() {
        return settings.notifyOnSubscribe();
    }

    /// The address that is told when somebody unsubscribes; empty for none.
    public String notifiedOfUnsubscriptions() {
        return settings.notifyOnUnsubscribe();
    }

    public Fields fields() {
        return fields;
    }

    public Groups groups() {
        return groups;
    }

    /// Empty while the owner asks for none; those that were asked for come back with their ids.
    public Permissions permissions() {
        return settings.marketingPermissions() ? permissions : Permissions.NONE;
    }

    /// The country whose phone numbers need no prefix: two letters of ISO 3166.
    public String country() {
        return settings.contact().country();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    /// Tells whether anything is different now.
    boolean change(AudienceSettings newSettings) {
        if (newSettings.equals(settings)) {
            return false;
        }
        settings = newSettings;
        if (settings.marketingPermissions() && permissions.list().isEmpty()) {
            permissions = Permissions.defaults();
        }
        version++;
        return true;
    }

    /// Tells whether anything is different now.
    public boolean change(Fields newFields) {
        if (newFields.equals(fields)) {
            return false;
        }
        fields = newFields;
        version++;
        return true;
    }

    /// Tells whether anything is different now.
    public boolean change(Groups newGroups) {
        if (newGroups.equals(groups)) {
            return false;
        }
        groups = newGroups;
        version++;
        return true;
    }

    void delete(Instant now) {
        deletedAt = now;
        version++;
    }

    public AudienceChanged changed(Instant now) {
        return new AudienceChanged(
                Ids.newId(now),
                accountId,
                id,
                listId,
                version,
                settings.name(),
                fields.list().stream().map(Field::asMessage).toList(),
                settings.campaignDefaults().asMessage(),
                settings.contact().company(),
                settings.contact().oneLine(),
                settings.doubleOptin(),
                groups.asMessage(),
                permissions().asMessage(),
                deletedAt != null,
                createdAt,
                now);
    }
}
