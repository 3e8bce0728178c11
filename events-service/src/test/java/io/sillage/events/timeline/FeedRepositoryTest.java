package io.sillage.events.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Plans;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class FeedRepositoryTest {

    @Test
    void everyTypeIsReadFromTheIndexInItsOrder() {
        // an unknown period would leave no month to look into
        var plan = Plans.of(FeedRepository.FIND
                .replace("$4", "timestamptz '2000-01-01'")
                .replace("$5", "timestamptz '2100-01-01'")
                .replace("$6", "$4")
                .replace("$7", "$5"));

        assertThat(plan).doesNotContain("Seq Scan").contains("Index Cond: ((contact_id = $1) AND (type = wanted.type)");
        assertThat(plan.lines().filter(line -> line.contains("Sort Key"))).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void subjectsAreFoundByIds() {
        assertThat(Plans.of(FeedRepository.SUBJECTS)).doesNotContain("Seq Scan");
    }
}
