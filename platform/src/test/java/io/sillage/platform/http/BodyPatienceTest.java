package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SillageResource.class)
@TestProfile(BodyPatienceTest.LittlePatience.class)
class BodyPatienceTest {

    public static class LittlePatience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillage.http.body-patience", "50ms");
        }
    }

    @Test
    void whoseBodyDoesNotComeIsNotWaitedForForever() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/json", "Content-Length: 100").send("{");

            assertThat(request.answer()).startsWith("HTTP/1.1 408").contains("problem+json");
        }
    }
}
