package io.sillage.events.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {

    private static final UUID ID = UUID.fromString("b642b4d2-17b3-4b1e-8d3b-d915fc65c445");

    @ParameterizedTest(name = "{0} is the same contact")
    @ValueSource(
            strings = {
                "test@example.com",
                "TEST@Example.com",
                "55502f40dc8b7c769880b10874abc9d0",
                "55502F40DC8B7C769880B10874ABC9D0"
            })
    void addressAndHashInAnyCaseAreTheSame(String text) {
        assertThat(Subscriber.keyOf(text)).contains(UUID.fromString("55502f40-dc8b-7c76-9880-b10874abc9d0"));
    }

    @Test
    void idsAreReadAsTheyAreShown() {
        assertThat(Subscriber.keyOf(ID.toString().replace("-", ""))).contains(ID);
    }

    @ParameterizedTest(name = "{0} cannot be a contact")
    @ValueSource(strings = {"", "nobody", "55502f40dc8b7c769880b10874abc9d", "55502f40dc8b7c769880b10874abc9dg"})
    void otherTextsAreNobody(String text) {
        assertThat(Subscriber.keyOf(text)).isEmpty();
    }
}
