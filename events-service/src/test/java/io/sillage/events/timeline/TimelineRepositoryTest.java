package io.sillage.events.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Plans;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class TimelineRepositoryTest {

    @Test
    void pageIsReadFromTheIndexInItsOrder() {
        var plan = Plans.of(TimelineRepository.FIND);

        assertThat(plan).doesNotContain("Seq Scan").contains("Index Cond: ((contact_id = $1) AND (type = $2))");
        assertThat(plan).contains("Index Only Scan");
        assertThat(plan.lines().filter(line -> line.contains("Sort Key"))).hasSize(1);
    }
}
