package io.sillage.automation.email;

import io.sillage.platform.identity.SignedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Makes the links by which receivers opt out, or choose what they get. They carry ids only, and cannot be
/// forged. Who opts out can do so for good; preferences show who somebody is, and are there for a time.
@ApplicationScoped
class ReceiverLinks {

    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final String PREFERENCES = "preferences";

    private final SignedToken token;
    private final String url;
    private final Duration preferencesValidity;

    ReceiverLinks(LinksConfig config) {
        this.token = new SignedToken(config.secret());
        this.url = config.url();
        this.preferencesValidity = config.preferencesValidity();
    }

    /// Where the receiver of one email can go.
    record Urls(String unsubscribe, String preferences) {}

    Urls of(Delivery delivery) {
        var contact = "%s:%s:%s".formatted(delivery.accountId(), delivery.audienceId(), delivery.contactId());
        var until = delivery.queuedAt().plus(preferencesValidity);
        return new Urls(
                url + "/u/" + token.sign(UNSUBSCRIBE, contact + ":" + delivery.deliveryId()),
                url + "/p/" + token.sign(PREFERENCES, contact + ":" + until.getEpochSecond()));
    }
}
