package io.sillage.gateway.identity;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.ApiKeyChanged;
import io.sillage.gateway.limit.Usage;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// All API keys and accounts. One thread writes, every event loop reads.
final class KeyRing {

    /// A key together with its account: what a request needs to be let in.
    ///
    /// @param share what all keys of the account use together
    record Match(ApiKey key, AccountChanged account, Usage share) {}

    private final ConcurrentMap<String, ApiKey> keys = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, AccountChanged> accounts = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Usage> shares = new ConcurrentHashMap<>();

    /// Empty as long as either the key or its account is unknown: their messages may arrive in any order.
    Optional<Match> find(String keyHash) {
        var key = keys.get(keyHash);
        var account = key == null ? null : accounts.get(key.grant().accountId());
        return account == null
                ? Optional.empty()
                : Optional.of(new Match(key, account, shares.computeIfAbsent(account.accountId(), _ -> Usage.none())));
    }

    /// `null` is a tombstone: the key was revoked.
    void keyChanged(String keyHash, @Nullable ApiKeyChanged change) {
        if (change == null) {
            keys.remove(keyHash);
        } else {
            keys.compute(keyHash, (_, known) -> known == null ? new ApiKey(change) : known.with(change));
        }
    }

    /// `null` is a tombstone: the account is gone, and its keys with it.
    void accountChanged(UUID accountId, @Nullable AccountChanged change) {
        if (change == null) {
            accounts.remove(accountId);
            shares.remove(accountId);
        } else {
            accounts.merge(accountId, change, KeyRing::newer);
        }
    }

    int size() {
        return keys.size();
    }

    private static AccountChanged newer(AccountChanged known, AccountChanged change) {
        return change.version() >= known.version() ? change : known;
    }
}
