package io.sillage.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTokenTest {

    @ParameterizedTest(name = "{1} at {0}: refused is {2}")
    @CsvSource({
        "https://localhost:8443, dev-only-operator-token, false",
        "http://0.0.0.0, dev-only-operator-token, true",
        "https://api.example.org, dev-only-operator-token, true",
        "https://api.example.org, 4f1c2d, false",
        "https://api.example.org, , false",
    })
    void tokenOfAnExampleIsForThisMachineAlone(String url, String token, boolean refused) {
        var failure = catchThrowable(() -> ExampleToken.refuse(Optional.ofNullable(token), url));

        assertThat(failure != null).isEqualTo(refused);
    }
}
