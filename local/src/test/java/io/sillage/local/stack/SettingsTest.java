package io.sillage.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillage.local.process.StartFailed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void everythingHasADefault() {
        var settings = Settings.of(Map.of("SILLAGE_ROOT", "/checkout"));

        assertThat(settings.home().directory()).isEqualTo(Path.of("/checkout/.sillage"));
        assertThat(settings.url()).isEqualTo("http://localhost:8080");
        assertThat(settings.httpsPort()).isEqualTo(8443);
        assertThat(settings.javaOptions()).contains("-Xmx384m");
    }

    @Test
    void environmentDecides() {
        var settings = Settings.of(Map.of(
                "SILLAGE_ROOT", "/checkout",
                "SILLAGE_HOME", "/data/sillage",
                "SILLAGE_HTTP_PORT", "9080",
                "SILLAGE_JAVA_OPTIONS", " "));

        assertThat(settings.home().directory()).isEqualTo(Path.of("/data/sillage"));
        assertThat(settings.httpPort()).isEqualTo(9080);
        assertThat(settings.javaOptions()).isEmpty();
    }

    @Test
    void refusalNamesTheVariable() {
        assertThatThrownBy(() -> Settings.of(Map.of("SILLAGE_HTTPS_PORT", "secure")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("SILLAGE_HTTPS_PORT must be a number");
    }
}
