package io.sillage.events;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.AccessRules;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class AccessTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return AccessRules.tests(Set.of(
                "OPTIONS /i/{id}/collect",
                "POST /i/{id}/collect",
                "POST /i/{id}/ended",
                "POST /i/{id}/events",
                "POST /i/{id}/inbound",
                "POST /i/{id}/notices",
                "POST /i/{id}/pixel",
                "GET /i/{id}/pixel.js",
                "POST /i/{id}/reports",
                "POST /i/{id}/responses",
                "GET /i/{id}/site.js",
                "POST /i/{id}/webhooks",
                "POST /local/clock",
                "POST /local/reset",
                "GET /s/{id}",
                "POST /s/{id}",
                "GET /t/c/{token}",
                "HEAD /t/c/{token}",
                "GET /t/o/{token}",
                "GET /u/{token}",
                "POST /u/{token}"));
    }
}
