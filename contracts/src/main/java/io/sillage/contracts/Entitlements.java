package io.sillage.contracts;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/// What an account's plan allows. Plans are data: services read these values and know no plan by name.
///
/// A `null` limit means unlimited.
///
/// @param concurrentRequests how many API requests of one key may be under way at once
/// @param eventWindow how far back segment conditions see events
/// @param eventFlows whether flows may be started by events at all
/// @param stepsPerEventFlow how many steps a flow that events start may have
/// @param propertyConditions whether segment conditions may look at properties of events
/// @param conditionsPerSegment how many conditions a segment may have
/// @param nestedConditions whether conditions may be grouped
/// @param triggersPerFlow how many triggers a flow may have
public record Entitlements(
        @Nullable Integer concurrentRequests,
        @Nullable Period eventWindow,
        boolean eventFlows,
        @Nullable Integer stepsPerEventFlow,
        boolean propertyConditions,
        @Nullable Integer conditionsPerSegment,
        boolean nestedConditions,
        int triggersPerFlow) {

    /// Everything on, nothing limited: what a new account has unless told otherwise.
    public static final Entitlements UNLIMITED = new Entitlements(null, null, true, null, true, null, true, 3);
}
