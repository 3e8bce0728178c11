package io.sillage.events.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

    private static final Integration SITE = new Integration(
            UUID.randomUUID(),
            UUID.randomUUID(),
            IntegrationType.SITE,
            null,
            null,
            Map.of("domain", "https://www.Example.org/shop", "hosts", List.of("localhost:3000")),
            "",
            Instant.EPOCH,
            Instant.EPOCH);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "https://example.org, true",
        "https://www.example.org, true",
        "https://shop.example.org:8443, true",
        "http://localhost:5000, true",
        "https://example.org.evil.net, false",
        "https://notexample.org, false",
        "https://org, false",
        "null, false",
        "'', false",
        "'https://exa mple.org', false",
        ", false"
    })
    void onlyPagesOfTheSiteSpeakForIt(String origin, boolean allowed) {
        assertThat(Hosts.allowed(origin, SITE).isPresent()).isEqualTo(allowed);
    }
}
