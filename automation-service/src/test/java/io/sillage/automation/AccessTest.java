package io.sillage.automation;

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
        return AccessRules.tests(Set.of("POST /local/clock", "POST /local/reset"));
    }
}
