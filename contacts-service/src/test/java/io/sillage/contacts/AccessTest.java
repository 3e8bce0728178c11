package io.sillage.contacts;

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
                "GET /c/{token}",
                "POST /c/{token}",
                "GET /f/{list_id}",
                "POST /f/{list_id}",
                "POST /local/clock",
                "POST /local/reset",
                "GET /p/{token}",
                "POST /p/{token}"));
    }
}
