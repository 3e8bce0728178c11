package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account was created, renamed, or moved to another plan or time zone.
///
/// Topic `accounts`, keyed by account: the newest says all there is to know.
///
/// @param activityMonths for how many months activities of its contacts are kept; `null`: as long as the installation
/// says
public record AccountChanged(
        UUID id,
        UUID accountId,
        long version,
        String name,
        String plan,
        Entitlements entitlements,
        ZoneId timeZone,
        @Nullable Integer activityMonths,
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
