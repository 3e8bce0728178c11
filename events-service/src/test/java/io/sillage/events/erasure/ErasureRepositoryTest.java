package io.sillage.events.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Plans;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ErasureRepositoryTest {

    @ParameterizedTest
    @ValueSource(strings = {ErasureRepository.DELETE_ACTIVITIES, ErasureRepository.FORGET_CONTACTS_OF_AUDIENCES})
    void nothingIsReadThatIsNotErased(String sql) {
        assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }
}
