package io.sillage.gateway.identity;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before all API keys are known: a good key must not be refused by an instance that has just started.
@Readiness
class KeyDirectoryHealth implements HealthCheck {

    private final KeyDirectory directory;

    KeyDirectoryHealth(KeyDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("api-keys")
                .status(directory.isComplete())
                .build();
    }
}
