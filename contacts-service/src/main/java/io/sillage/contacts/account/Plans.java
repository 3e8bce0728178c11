package io.sillage.contacts.account;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The plans that this installation offers, read once from the configuration.
@Singleton
class Plans {

    private final Map<String, Plan> byName = new TreeMap<>();
    private final String defaultPlan;

    Plans(AccountsConfig config) {
        config.plans().forEach((name, plan) -> byName.put(name, new Plan(name, plan.entitlements())));
        defaultPlan = config.defaultPlan();
        if (!byName.containsKey(defaultPlan)) {
            throw new IllegalStateException(
                    "sillage.accounts.default-plan names %s, which is not among the plans".formatted(defaultPlan));
        }
    }

    List<Plan> all() {
        return List.copyOf(byName.values());
    }

    Set<String> names() {
        return byName.keySet();
    }

    Optional<Plan> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Plan defaultPlan() {
        return byName.get(defaultPlan);
    }
}
