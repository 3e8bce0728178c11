package io.sillage.gateway;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.ApiKeyChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/// An account with one API key, as contacts-service publishes it.
record TestAccount(UUID id, String apiKey) {

    static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

    static TestAccount create() {
        return create(Entitlements.UNLIMITED);
    }

    static TestAccount create(Entitlements entitlements) {
        var account = unpublished();
        account.publish(1, "unlimited", entitlements);
        account.publishKey(Set.of("api"));
        return account;
    }

    static TestAccount unpublished() {
        return new TestAccount(UUID.randomUUID(), UUID.randomUUID().toString().replace("-", "") + "-us1");
    }

    static Entitlements atOnce(int requests) {
        return new Entitlements(requests, null, true, null, true, null, true, 3);
    }

    void publish(long version, String plan, Entitlements entitlements) {
        TestTopics.publish(new AccountChanged(
                UUID.randomUUID(),
                id,
                version,
                "Ada's shop",
                plan,
                entitlements,
                ZoneId.of("Europe/Paris"),
                null,
                SINCE,
                SINCE));
    }

    void publishKey(Set<String> scopes) {
        TestTopics.publish(new ApiKeyChanged(UUID.randomUUID(), id, UUID.randomUUID(), keyHash(), scopes, SINCE));
    }

    void revokeKey() {
        TestTopics.publishRaw(Topic.API_KEYS, keyHash(), "io.sillage.ApiKeyChanged", null);
    }

    String bearer() {
        return "Bearer " + apiKey;
    }

    private String keyHash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(apiKey.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
