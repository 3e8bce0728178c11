package io.sillage.automation.email;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// A world without a mail server, and without a provider to ask.
public final class ClosedPort implements QuarkusTestResourceLifecycleManager {

    @Override
    public int order() {
        return 1; // after the resource that knows the real ones
    }

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.mailer.port", "1", "sillage.email.lookup-url", "");
    }

    @Override
    public void stop() {}
}
