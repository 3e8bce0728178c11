package io.sillage.contacts.account;

import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contracts.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/// Changes to accounts and keys, each with its message.
@ApplicationScoped
class AccountService {

    private final AccountRepository accounts;
    private final ApiKeyRepository keys;
    private final SessionOutbox outbox;

    AccountService(AccountRepository accounts, ApiKeyRepository keys, SessionOutbox outbox) {
        this.accounts = accounts;
        this.keys = keys;
        this.outbox = outbox;
    }

    Uni<Void> add(Account account, Instant now) {
        return accounts.persistAndFlush(account).chain(() -> outbox.append(account.changed(now)));
    }

    /// Says something only if something is different.
    Uni<Void> change(Account account, AccountForm form, Instant now) {
        var changed = account.change(
                form.name().orElse(account.name()),
                form.plan().orElse(account.planAsAnnounced()),
                form.timeZone().orElse(account.timeZone()),
                form.activityMonths()
                        .or(account::activityMonths)
                        .filter(months -> months > 0)
                        .orElse(null));
        return changed ? outbox.append(account.changed(now)) : Uni.createFrom().voidItem();
    }

    Uni<Void> add(ApiKey key, Instant now) {
        return keys.persistAndFlush(key).chain(() -> outbox.append(key.changed(now)));
    }

    Uni<Void> revoke(ApiKey key, Instant now) {
        return keys.delete(key).chain(() -> outbox.appendTombstones(Topic.API_KEYS, List.of(key.keyHash()), now));
    }
}
