package io.sillage.contacts.account;

import io.sillage.contracts.ApiKeyChanged;
import io.sillage.platform.id.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/// A key of an account. Only its hash is kept, so the key itself can be shown once.
@Entity
@Table(name = "api_key")
class ApiKey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;

    /// Many clients take what follows the dash for the name of a data centre, and insist on one.
    private static final String SUFFIX = "-us1";

    @Id
    private UUID id;

    private UUID accountId;
    private String keyHash;
    private String label;
    private Instant createdAt;

    protected ApiKey() {} // for Hibernate

    ApiKey(UUID accountId, String key, String label, Instant now) {
        this.id = Ids.newId(now);
        this.accountId = accountId;
        this.keyHash = hash(key);
        this.label = label;
        this.createdAt = now;
    }

    /// A new key: 32 hex digits and the suffix.
    static String random() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes) + SUFFIX;
    }

    /// Lower-case hex SHA-256.
    static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    String keyHash() {
        return keyHash;
    }

    String label() {
        return label;
    }

    Instant createdAt() {
        return createdAt;
    }

    ApiKeyChanged changed(Instant now) {
        return new ApiKeyChanged(Ids.newId(now), accountId, id, keyHash, Set.of("api"), now);
    }
}
