package io.sillage.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleSecretsTest {

    @ParameterizedTest(name = "{1} at {0}: refused is {2}")
    @CsvSource({
        "http://localhost:8080, dev-only-links-secret, false",
        "http://127.0.0.1, dev-only-links-secret, false",
        "http://[::1]:8080, dev-only-links-secret, false",
        "https://mail.example.org, dev-only-links-secret, true",
        "http://10.0.0.1:8080, dev-only-links-secret, true",
        "http://localhost.example.org, dev-only-links-secret, true",
        "https://mail.example.org, 4f1c2d, false",
        "http://0.0.0.0, dev-only-links-secret, true",
    })
    void secretOfAnExampleIsForThisMachineAlone(String url, String secret, boolean refused) {
        var failure = catchThrowable(() -> ExampleSecrets.refuse(url, Stream.of("another", secret)));

        assertThat(failure != null).isEqualTo(refused);
    }
}
