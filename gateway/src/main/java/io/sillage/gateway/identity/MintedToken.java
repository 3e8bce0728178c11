package io.sillage.gateway.identity;

import io.sillage.contracts.AccountChanged;
import java.time.Instant;

/// A signed internal token, good until `renewAt` and as long as the account is the one that it was made from.
record MintedToken(String jwt, AccountChanged account, Instant renewAt) {

    boolean isGoodFor(AccountChanged current, Instant now) {
        return account == current && now.isBefore(renewAt);
    }
}
