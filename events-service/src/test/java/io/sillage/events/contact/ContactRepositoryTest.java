package io.sillage.events.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Plans;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ContactRepositoryTest {

    @Test
    void contactsAreFoundByIndexes() {
        assertThat(Plans.of(ContactRepository.FIND))
                .doesNotContain("Seq Scan")
                .contains("contact_pkey")
                .contains("contact_email")
                .contains("audience_list");
    }
}
