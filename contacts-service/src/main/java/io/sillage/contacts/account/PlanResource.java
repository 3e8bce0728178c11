package io.sillage.contacts.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plans of this installation, for operators.
@Path("/admin/plans")
@RolesAllowed(Role.OPERATOR)
public class PlanResource {

    /// `null` is no limit.
    @JsonNaming(SnakeCaseStrategy.class)
    public record LimitsView(
            @Nullable Integer concurrentRequests,
            @Nullable String eventWindow,
            boolean eventFlows,
            @Nullable Integer stepsPerEventFlow,
            boolean propertyConditions,
            @Nullable Integer conditionsPerSegment,
            boolean nestedConditions,
            int triggersPerFlow) {

        static LimitsView of(Entitlements entitlements) {
            return new LimitsView(
                    entitlements.concurrentRequests(),
                    text(entitlements.eventWindow()),
                    entitlements.eventFlows(),
                    entitlements.stepsPerEventFlow(),
                    entitlements.propertyConditions(),
                    entitlements.conditionsPerSegment(),
                    entitlements.nestedConditions(),
                    entitlements.triggersPerFlow());
        }

        private static @Nullable String text(@Nullable Period period) {
            return period == null ? null : period.toString();
        }
    }

    public record PlanView(String name, LimitsView entitlements) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record PlansView(List<PlanView> plans, int totalItems) {}

    private final Plans plans;

    PlanResource(Plans plans) {
        this.plans = plans;
    }

    @GET
    public PlansView list() {
        var views = plans.all().stream()
                .map(plan -> new PlanView(plan.name(), LimitsView.of(plan.entitlements())))
                .toList();
        return new PlansView(views, views.size());
    }
}
