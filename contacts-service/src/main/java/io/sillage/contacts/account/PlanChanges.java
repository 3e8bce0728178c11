package io.sillage.contacts.account;

import io.sillage.contacts.outbox.SessionOutbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Tells accounts of a plan that was edited in the configuration what they may do now.
@ApplicationScoped
class PlanChanges {

    /// Before the first account.
    static final Optional<UUID> START = Optional.of(new UUID(0, 0));

    private static final int AT_ONCE = 500;

    private final Plans plans;
    private final AccountRepository accounts;
    private final SessionOutbox outbox;
    private final InstantSource clock;

    PlanChanges(Plans plans, AccountRepository accounts, SessionOutbox outbox, InstantSource clock) {
        this.plans = plans;
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    List<Plan> plans() {
        return plans.all();
    }

    /// Goes on after `position`; emits where to go on next, or nothing when all accounts of the plan are done.
    Uni<Optional<UUID>> announce(Plan plan, UUID position) {
        return accounts.lockOfPlan(plan.name(), position, AT_ONCE)
                .call(page -> announceChanged(page, plan))
                .map(page -> page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(page.getLast().id()));
    }

    private Uni<Void> announceChanged(List<Account> page, Plan plan) {
        var now = clock.instant();
        var messages = page.stream()
                .filter(account -> account.change(
                        account.name(),
                        plan,
                        account.timeZone(),
                        account.activityMonths().orElse(null)))
                .map(account -> account.changed(now))
                .toList();
        return outbox.append(messages);
    }
}
