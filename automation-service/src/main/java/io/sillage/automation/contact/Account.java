package io.sillage.automation.contact;

import io.sillage.contracts.Entitlements;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

/// An account and what its plan allows.
public record Account(UUID accountId, String plan, Entitlements entitlements, ZoneId timeZone) {

    /// An account whose message has not arrived yet: what it may do was checked when its request came in.
    static Account unknown(UUID accountId) {
        return new Account(accountId, "", Entitlements.UNLIMITED, ZoneOffset.UTC);
    }
}
