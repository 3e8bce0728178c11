package io.sillage.contacts.webhook;

import io.sillage.platform.http.Problem;
import io.sillage.platform.outbound.OutboundAnswer;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundClient;
import io.sillage.platform.outbound.OutboundRequest;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Sees whether somebody answers at a URL before anything is sent there.
@ApplicationScoped
class UrlCheck {

    private static final Map<String, String> HEADERS = Map.of("User-Agent", "Sillage WebHook Validator");

    private final OutboundClient client;
    private final WebhookConfig config;

    UrlCheck(OutboundClient client, WebhookConfig config) {
        this.client = client;
        this.config = config;
    }

    /// Fails with a problem that names `url` unless a GET is answered with 2xx. Why not is not said in detail, so that
    /// nobody can find out about our network by asking.
    Uni<Void> verify(OutboundUrl url) {
        return client.send(OutboundRequest.get(url, HEADERS, config.validationTimeout()))
                .invoke(UrlCheck::refuseUnlessSuccess)
                .replaceWithVoid();
    }

    private static void refuseUnlessSuccess(OutboundAnswer answer) {
        switch (answer) {
            case Answered answered when answered.isSuccess() -> {}
            case Answered(var status, var _) ->
                throw Problem.invalid(
                        "url",
                        "We couldn't connect to the URL: it should answer GET with 2xx, not %d.".formatted(status));
            case OutboundAnswer.Unreachable _, OutboundAnswer.Unanswered _ ->
                throw Problem.invalid("url", "We couldn't connect to the URL.");
        }
    }
}
