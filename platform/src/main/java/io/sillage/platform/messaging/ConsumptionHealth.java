package io.sillage.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Says which topics wait for something that does not answer.
@Readiness
@ApplicationScoped
public class ConsumptionHealth implements HealthCheck {

    private final Map<String, String> stuck = new ConcurrentHashMap<>();

    void stuck(String topic, Throwable cause) {
        stuck.put(topic, cause.getClass().getSimpleName());
    }

    void flows(String topic) {
        stuck.remove(topic);
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Consumption of topics").status(stuck.isEmpty());
        stuck.forEach(response::withData);
        return response.build();
    }
}
