package io.sillage.events.commerce;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.events.purge.Purge;
import io.sillage.platform.time.Alarm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Deletes what stores had that were deleted.
@ApplicationScoped
class StorePurge {

    static final Purge.Things STORES = new Purge.Things(
            "store",
            "key",
            List.of("cart", "purchase", "customer", "product", "promo_code", "promo_rule", "stock_watch", "restock"),
            "store");

    private final Alarm alarm;

    StorePurge(Purge purge) {
        this.alarm = purge.of(STORES);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wake() {
        alarm.wake();
    }
}
