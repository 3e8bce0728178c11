package io.sillage.contacts.webhook;

import io.sillage.contacts.audience.Audience;
import io.sillage.platform.id.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A URL that is told of changes to the contacts of an audience. Changed only while its row is locked.
@Entity
@Table(name = "webhook")
class Webhook {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int HOOK_ID_LENGTH = 10;

    @Id
    private UUID id;

    private UUID accountId;
    private UUID audienceId;
    private String hookId;
    private String url;

    @JdbcTypeCode(SqlTypes.JSON)
    private WebhookFilter filter;

    private String secret;
    private boolean signingEnabled;
    private int failures;
    private @Nullable Instant pausedUntil;
    private Instant createdAt;
    private @Nullable Instant disabledAt;
    private @Nullable Instant deletedAt;

    protected Webhook() {} // for Hibernate

    Webhook(Audience audience, String url, WebhookFilter filter, boolean signingEnabled, Instant now) {
        this.id = Ids.newId(now);
        this.accountId = audience.accountId();
        this.audienceId = audience.id();
        var hex = Ids.hex(id);
        this.hookId = hex.substring(hex.length() - HOOK_ID_LENGTH);
        this.url = url;
        this.filter = filter;
        this.secret = randomSecret();
        this.signingEnabled = signingEnabled;
        this.createdAt = now;
    }

    private static String randomSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    void change(WebhookFilter newFilter, boolean newSigningEnabled) {
        filter = newFilter;
        signingEnabled = newSigningEnabled;
    }

    /// Somebody answers at this URL, so it starts anew.
    void answersAt(String newUrl) {
        url = newUrl;
        disabledAt = null;
        pausedUntil = null;
        failures = 0;
    }

    void delete(Instant now) {
        deletedAt = now;
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

    /// The id in the API.
    String hookId() {
        return hookId;
    }

    String url() {
        return url;
    }

    WebhookFilter filter() {
        return filter;
    }

    String secret() {
        return secret;
    }

    boolean signingEnabled() {
        return signingEnabled;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant disabledAt() {
        return disabledAt;
    }
}
