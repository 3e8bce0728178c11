package io.sillage.automation.email;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/// Where emails are handed over as long as the mail server answers, and kept back while it does not.
@ApplicationScoped
class MailDesk {

    private final MailServer server;
    private final MailServerState state;
    private final EmailConfig config;
    private final InstantSource clock;

    MailDesk(MailServer server, MailServerState state, EmailConfig config, InstantSource clock) {
        this.server = server;
        this.state = state;
        this.config = config;
        this.clock = clock;
    }

    /// How many emails of a batch may be handed over at the same time.
    int width() {
        return config.concurrency();
    }

    /// What became of the email; never fails.
    Uni<Outcome> hand(OutgoingEmail email) {
        return handover(email)
                .invoke(this::remember)
                .map(handover -> Outcome.of(handover, email.delivery(), config.giveUpAfter(), clock.instant()));
    }

    private Uni<Handover> handover(OutgoingEmail email) {
        return state.awayUntil(clock.instant()).isPresent()
                ? Uni.createFrom().item(new Handover.Unreachable("The mail server does not answer."))
                : server.hand(email);
    }

    private void remember(Handover handover) {
        switch (handover) {
            case Handover.Unreachable(var reason) -> state.unreachable(reason, clock.instant());
            case Handover.Accepted _, Handover.Refused _, Handover.Deferred _ -> state.answers();
            case Handover.Uncertain _ -> {} // it answered once, and then no more
        }
    }
}
