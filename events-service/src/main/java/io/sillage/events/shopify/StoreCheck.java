package io.sillage.events.shopify;

import io.sillage.events.commerce.StoreFeed;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.integration.SettingsCheck;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// A shop tells of a store that is there, and of whose list the integration is: everything else would be refused each
/// time that something comes.
@ApplicationScoped
class StoreCheck implements SettingsCheck {

    private final StoreFeed stores;

    StoreCheck(StoreFeed stores) {
        this.stores = stores;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SHOPIFY;
    }

    @Override
    public Uni<Void> check(Integration shop) {
        return stores.isOfList(shop.accountId(), shop.text("store_id"), String.valueOf(shop.listId()))
                .invoke(isThere -> {
                    if (!isThere) {
                        throw Problem.invalid("settings.store_id", "The list has no store with this id.");
                    }
                })
                .replaceWithVoid();
    }
}
