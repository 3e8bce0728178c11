package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/// An account was created, renamed, or moved to another plan or time zone.
///
/// Topic `accounts`, keyed by account: the newest says all there is to know.
public record AccountChanged(
        UUID id,
        UUID accountId,
        long version,
        String name,
        String plan,
        Entitlements entitlements,
        ZoneId timeZone,
        Instant createdAt,
        Instant occurredAt)
        implements Message {

    public AccountChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(name, "name");
        requireNonNull(plan, "plan");
        requireNonNull(entitlements, "entitlements");
        requireNonNull(timeZone, "timeZone");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return accountId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.ACCOUNTS;
    }
}
