package io.sillage.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SillageResource.class)
class FastInstantsTest {

    private final ObjectMapper json;

    FastInstantsTest(ObjectMapper json) {
        this.json = json;
    }

    @Test
    void noOtherModuleComesFirst() throws JsonMappingException {
        DeserializationConfig config = json.getDeserializationConfig();
        var context = ((DefaultDeserializationContext) json.getDeserializationContext()).createDummyInstance(config);

        assertThat(context.findRootValueDeserializer(json.constructType(Instant.class)))
                .isInstanceOf(InstantReader.class);
    }
}
