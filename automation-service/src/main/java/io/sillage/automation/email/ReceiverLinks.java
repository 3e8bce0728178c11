package io.sillage.automation.email;

import io.sillage.platform.identity.SignedToken;
import jakarta.enterprise.context.ApplicationScoped;

/// Makes the links by which receivers opt out, or choose what they get. They carry ids only, and cannot be forged.
@ApplicationScoped
class ReceiverLinks {

    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final String PREFERENCES = "preferences";

    private final SignedToken token;
    private final String url;

    ReceiverLinks(LinksConfig config) {
        this.token = new SignedToken(config.secret());
        this.url = config.url();
    }

    /// Where the receiver of one email can go.
    record Urls(String unsubscribe, String preferences) {}

    Urls of(Delivery delivery) {
        var contact = "%s:%s:%s".formatted(delivery.accountId(), delivery.audienceId(), delivery.contactId());
        return new Urls(
                url + "/u/" + token.sign(UNSUBSCRIBE, contact + ":" + delivery.deliveryId()),
                url + "/p/" + token.sign(PREFERENCES, contact));
    }
}
