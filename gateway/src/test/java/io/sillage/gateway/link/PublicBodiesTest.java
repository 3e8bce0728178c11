package io.sillage.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicBodiesTest {

    @ParameterizedTest(name = "{0}: {1} KiB")
    @CsvSource({
        "/p/token, 64",
        "/u/token, 64",
        "/c/token, 64",
        "/f/a1b2c3d4e5, 64",
        "/s/1, 64",
        "/i/1/collect, 64",
        "/i/1/pixel, 64",
        "/i/1/webhooks, 2048",
        "/i/1/reports, 2048",
        "/i/1/notices/, 2048",
        "/i/1/webhooks/more, 64",
        "/i/webhooks, 64",
    })
    void onlyWebhooksOfProvidersAreLarge(String path, long kib) {
        assertThat(PublicBodies.most(path)).isEqualTo(kib * 1024);
    }
}
