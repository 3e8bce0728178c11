package io.sillage.contacts.account;

import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/// The account of an installation for one: it is called `Local`, may do everything, and has the configured key.
@ApplicationScoped
class LocalAccount {

    static final UUID ID = Ids.derived("sillage", "account", "Local");

    /// Marks the configured key, so that another one that is configured later takes its place.
    private static final String LABEL = "bootstrap";

    private final AccountRepository accounts;
    private final ApiKeyRepository keys;
    private final AccountService service;
    private final Plans plans;
    private final InstantSource clock;

    LocalAccount(
            AccountRepository accounts,
            ApiKeyRepository keys,
            AccountService service,
            Plans plans,
            InstantSource clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.service = service;
        this.plans = plans;
        this.clock = clock;
    }

    /// Makes sure that the account exists with exactly this key; does and says nothing if it does.
    Uni<Void> ensure(String key) {
        return accounts.count("id", ID)
                .chain(found -> found == 0 ? addAccount() : Uni.createFrom().voidItem())
                .chain(() -> accounts.lock(ID))
                .chain(() -> keys.labelled(ID, LABEL))
                .chain(existing -> replace(existing, key));
    }

    private Uni<Void> addAccount() {
        var now = clock.instant();
        var plan = plans.named("unlimited").orElseGet(plans::defaultPlan);
        return service.add(new Account(ID, "Local", plan, ZoneId.of("UTC"), null, now), now);
    }

    private Uni<Void> replace(List<ApiKey> existing, String key) {
        var hash = ApiKey.hash(key);
        var others =
                existing.stream().filter(each -> !each.keyHash().equals(hash)).toList();
        return revoke(others)
                .chain(() -> others.size() < existing.size() ? Uni.createFrom().voidItem() : addKey(key));
    }

    private Uni<Void> revoke(List<ApiKey> others) {
        return Multi.createFrom()
                .iterable(others)
                .onItem()
                .transformToUniAndConcatenate(each -> service.revoke(each, clock.instant()))
                .collect()
                .last();
    }

    private Uni<Void> addKey(String key) {
        var now = clock.instant();
        return service.add(new ApiKey(ID, key, LABEL, now), now);
    }
}
