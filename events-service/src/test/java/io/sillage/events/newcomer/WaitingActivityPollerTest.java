package io.sillage.events.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Plans;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class WaitingActivityPollerTest {

    @ParameterizedTest
    @ValueSource(strings = {WaitingActivityPoller.TAKE, WaitingActivityPoller.DELETE_OLD, WaitingActivityPoller.NEWEST})
    void everyQueryHasAnIndex(String sql) {
        assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }
}
