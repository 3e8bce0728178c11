package io.sillage.contacts.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.sillage.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/// Brings the accounts in line with the configuration before the first request: the local account with its key, and
/// the limits of every plan that was edited since the last start.
@ApplicationScoped
class AccountsAtStart {

    private final BootstrapConfig config;
    private final LocalAccount localAccount;
    private final PlanChanges planChanges;
    private final OutboxRelay relay;

    AccountsAtStart(BootstrapConfig config, LocalAccount localAccount, PlanChanges planChanges, OutboxRelay relay) {
        this.config = config;
        this.localAccount = localAccount;
        this.planChanges = planChanges;
        this.relay = relay;
    }

    // the service is not ready before this is done, so that waiting here is what we want
    void align(@Observes StartupEvent start) throws Throwable {
        var key = config.apiKey();
        if (key.isPresent()) {
            inTransaction(() -> localAccount.ensure(key.get()));
        }
        for (var plan : planChanges.plans()) {
            align(plan);
        }
        relay.wake();
    }

    private void align(Plan plan) throws Throwable {
        var position = PlanChanges.START;
        while (position.isPresent()) {
            var from = position.get();
            position = inTransaction(() -> planChanges.announce(plan, from));
        }
        Log.debugf("Accounts have the limits of plan=%s", plan.name());
    }

    private static <T> T inTransaction(Supplier<Uni<T>> work) throws Throwable {
        // of several instances that start at once, all but the first find the rows in their second attempt
        return VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1));
    }
}
