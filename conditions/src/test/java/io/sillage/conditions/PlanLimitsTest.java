package io.sillage.conditions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillage.contracts.Entitlements;
import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Condition.Tagged;
import io.sillage.contracts.condition.Count;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Operator;
import io.sillage.contracts.condition.PropertyFilter;
import io.sillage.contracts.condition.Timeframe;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanLimitsTest {

    private static final Entitlements SMALL = new Entitlements(10, Period.ofDays(30), false, 0, false, 5, false, 1);
    private static final Condition TAGGED = new Tagged(1);
    private static final Condition WITH_PROPERTY = new EventHappened(
            NameFilter.ANY,
            Timeframe.EVER,
            List.of(new PropertyFilter("plan", Operator.IS, List.of("pro"))),
            Count.AT_LEAST_ONE);

    @Test
    void propertiesOfEventsAreForLargerPlans() {
        assertRefused(new All(List.of(new Not(WITH_PROPERTY))), "properties of events", "Standard");
    }

    @Test
    void nestedGroupsAreForLargerPlans() {
        assertRefused(new All(List.of(new Any(List.of(TAGGED)))), "nested groups", "Standard");
    }

    @Test
    void smallPlansHaveFiveConditionsPerSegment() {
        assertRefused(new All(Collections.nCopies(6, new Not(TAGGED))), "up to 5 conditions", "Standard");
        assertThatCode(() -> PlanLimits.verify(new All(Collections.nCopies(5, new Not(TAGGED))), SMALL))
                .doesNotThrowAnyException();
    }

    @Test
    void nothingIsLimitedUnlessAPlanSaysSo() {
        var everything = new All(List.of(WITH_PROPERTY, new Any(Collections.nCopies(50, TAGGED))));

        assertThatCode(() -> PlanLimits.verify(everything, Entitlements.UNLIMITED))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(Condition condition, String feature, String plan) {
        assertThatThrownBy(() -> PlanLimits.verify(condition, SMALL)).hasMessageContainingAll(feature, plan);
    }
}
