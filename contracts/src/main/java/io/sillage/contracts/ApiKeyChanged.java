package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// An API key works from now on. A tombstone under the same key means that it was revoked.
///
/// Topic `api-keys`, keyed by the hash of the API key; the key itself is stored nowhere.
///
/// @param keyHash lower-case hex SHA-256 of the whole API key
/// @param scopes what the key may do; `api` is everything under `/3.0`
public record ApiKeyChanged(
        UUID id, UUID accountId, UUID apiKeyId, String keyHash, Set<String> scopes, Instant occurredAt)
        implements Message {

    public ApiKeyChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(apiKeyId, "apiKeyId");
        requireNonNull(keyHash, "keyHash");
        requireNonNull(occurredAt, "occurredAt");
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String key() {
        return keyHash;
    }

    @Override
    public Topic topic() {
        return Topic.API_KEYS;
    }
}
