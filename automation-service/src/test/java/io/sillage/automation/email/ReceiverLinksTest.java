package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.automation.flow.VersionId;
import io.sillage.platform.identity.SignedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiverLinksTest {

    private static final Instant QUEUED = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ROOT = "https://example.org";
    private static final String SECRET = "only-for-tests-only-for-tests-only-for-tests";

    private record Config(String url, String secret, Duration preferencesValidity) implements LinksConfig {}

    private final SignedToken tokens = new SignedToken(SECRET);
    private final Delivery delivery = new Delivery(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            new DeliverySource.FlowStep(UUID.randomUUID(), new VersionId(1, 1), 2, Map.of()),
            DeliveryStatus.QUEUED,
            "",
            null,
            null,
            null,
            0,
            QUEUED,
            null);

    @Test
    void preferencesAreOpenForATimeAndTheWayOutForGood() {
        var urls = new ReceiverLinks(new Config(ROOT, SECRET, Duration.ofDays(90))).of(delivery);

        assertThat(tokens.open("preferences", urls.preferences().substring((ROOT + "/p/").length())))
                .contains("%s:%s:%s:%d"
                        .formatted(
                                delivery.accountId(),
                                delivery.audienceId(),
                                delivery.contactId(),
                                QUEUED.plus(Duration.ofDays(90)).getEpochSecond()));
        assertThat(tokens.open("unsubscribe", urls.unsubscribe().substring((ROOT + "/u/").length())))
                .contains("%s:%s:%s:%s"
                        .formatted(
                                delivery.accountId(),
                                delivery.audienceId(),
                                delivery.contactId(),
                                delivery.deliveryId()));
    }
}
