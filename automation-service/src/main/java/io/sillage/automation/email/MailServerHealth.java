package io.sillage.automation.email;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Shows whether the mail server answers. The service stays ready without it: flows run on, and their emails wait.
@Readiness
@ApplicationScoped
class MailServerHealth implements HealthCheck {

    private final MailServerState state;

    MailServerHealth(MailServerState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Mail server").up();
        return state.trouble()
                .map(reason -> response.withData("state", "away").withData("reason", reason))
                .orElseGet(() -> response.withData("state", "answers"))
                .build();
    }
}
