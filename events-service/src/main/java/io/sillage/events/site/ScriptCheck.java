package io.sillage.events.site;

import io.sillage.events.integration.Integration;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundClient;
import io.sillage.platform.outbound.OutboundRequest;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/// Sees whether a site includes its script.
@ApplicationScoped
class ScriptCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Map<String, String> HEADERS = Map.of("User-Agent", "Sillage Site Check");

    private final OutboundClient client;

    ScriptCheck(OutboundClient client) {
        this.client = client;
    }

    Uni<Void> verify(Integration site) {
        return client.send(OutboundRequest.get(url(site), HEADERS, PATIENCE))
                .map(answer -> answer instanceof Answered(int status, String body)
                        && status / 100 == 2
                        && body.contains("/i/" + site.hexId() + "/site.js"))
                .invoke(found -> {
                    if (!found) {
                        throw Problem.badRequest("The script was not found in the first page of the site.");
                    }
                })
                .replaceWithVoid();
    }

    private static OutboundUrl url(Integration site) {
        var domain = site.text("domain");
        try {
            return OutboundUrl.parse(domain.contains("://") ? domain : "https://" + domain);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The domain of the site is no address that can be called.");
        }
    }
}
