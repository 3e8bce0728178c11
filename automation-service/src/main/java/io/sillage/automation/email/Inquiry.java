package io.sillage.automation.email;

import io.sillage.automation.email.DeliveryRecorder.Attempt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/// Asks the provider about an email whose handing over was interrupted, and decides what that means for it.
@ApplicationScoped
class Inquiry {

    private final ProviderLookup lookup;
    private final MailServer server;
    private final InstantSource clock;

    Inquiry(ProviderLookup lookup, MailServer server, InstantSource clock) {
        this.lookup = lookup;
        this.server = server;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Uni<Attempt> about(Delivery delivery) {
        return lookup.ask(server.messageId(delivery.deliveryId()))
                .map(answer -> new Attempt(delivery, outcome(delivery, answer, now())));
    }

    static Outcome outcome(Delivery delivery, ProviderLookup.Answer answer, Instant now) {
        return switch (answer) {
            case HAS_IT -> Outcome.sent(delivery);
            case HAS_IT_NOT ->
                Outcome.again(delivery, "The sending was interrupted before the mail server had it.", now);
            case NOBODY_KNOWS -> Outcome.unknown(delivery);
            case NO_ANSWER -> Outcome.stillUnderWay(delivery, "The provider does not say whether it has the email.");
        };
    }
}
