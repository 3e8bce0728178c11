package io.sillage.automation.email;

import io.sillage.platform.identity.SignedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Makes the links by which receivers opt out. They carry ids only, and cannot be forged.
@ApplicationScoped
class UnsubscribeLinks {

    private static final String PURPOSE = "unsubscribe";

    private final SignedToken token;
    private final String url;

    UnsubscribeLinks(LinksConfig config) {
        this.token = new SignedToken(config.secret());
        this.url = config.url();
    }

    String to(UUID accountId, UUID audienceId, UUID contactId, UUID deliveryId) {
        var payload = "%s:%s:%s:%s".formatted(accountId, audienceId, contactId, deliveryId);
        return url + "/u/" + token.sign(PURPOSE, payload);
    }
}
