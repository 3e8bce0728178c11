package io.sillage.contacts.account;

import io.sillage.contracts.Entitlements;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The plans of this installation, by name. What a plan does not say is not limited.
@ConfigMapping(prefix = "sillage.accounts")
interface AccountsConfig {

    /// The plan of an account that names none.
    @WithDefault("unlimited")
    String defaultPlan();

    Map<String, PlanConfig> plans();

    interface PlanConfig {

        /// How many API requests of one key may be under way at once.
        OptionalInt concurrentRequests();

        /// How far back segment conditions see events, such as `P30D`.
        Optional<Period> eventWindow();

        /// Whether events may start flows at all.
        @WithDefault("true")
        boolean eventFlows();

        OptionalInt stepsPerEventFlow();

        /// Whether segment conditions may look at properties of events.
        @WithDefault("true")
        boolean propertyConditions();

        OptionalInt conditionsPerSegment();

        /// Whether conditions may be grouped.
        @WithDefault("true")
        boolean nestedConditions();

        @WithDefault("3")
        int triggersPerFlow();

        default Entitlements entitlements() {
            return new Entitlements(
                    orUnlimited(concurrentRequests()),
                    eventWindow().orElse(null),
                    eventFlows(),
                    orUnlimited(stepsPerEventFlow()),
                    propertyConditions(),
                    orUnlimited(conditionsPerSegment()),
                    nestedConditions(),
                    triggersPerFlow());
        }

        private static @org.jspecify.annotations.Nullable Integer orUnlimited(OptionalInt limit) {
            return limit.isPresent() ? limit.getAsInt() : null;
        }
    }
}
