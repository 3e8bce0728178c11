package io.sillage.events.unsubscribe;

import io.sillage.events.announcement.Announcements;
import io.sillage.platform.database.Outage;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.identity.SignedToken;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/// The page behind the unsubscribe link of a message. Needs no API key: the token in the link is the proof.
@Path("/u/{token}")
@PermitAll
@BodyLimit(BodyLimit.SMALL)
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

    private final SignedToken tokens;
    private final Announcements announcements;
    private final InstantSource clock;

    UnsubscribeResource(LinksConfig config, Announcements announcements, InstantSource clock) {
        this.tokens = new SignedToken(config.secret());
        this.announcements = announcements;
        this.clock = clock;
    }

    /// Asks first: scanners of mail servers open every link, and must not unsubscribe anybody.
    @GET
    public RestResponse<String> ask(@RestPath String token) {
        return open(token).map(_ -> UnsubscribePage.QUESTION.response()).orElseGet(UnsubscribePage.UNKNOWN::response);
    }

    /// The button of the page, and the one-click post of mailbox providers (RFC 8058).
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<RestResponse<String>> unsubscribe(@RestPath String token) {
        return open(token).map(this::unsubscribe).orElseGet(() -> Uni.createFrom()
                .item(UnsubscribePage.UNKNOWN.response()));
    }

    private Uni<RestResponse<String>> unsubscribe(UnsubscribeLink link) {
        return announcements
                .send(link.command(clock.instant()))
                .replaceWith(UnsubscribePage.DONE.response())
                .onFailure(Outage::isCauseOf)
                .recoverWithItem(() -> UnsubscribePage.LATER.response());
    }

    private Optional<UnsubscribeLink> open(String token) {
        return tokens.open(UnsubscribeLink.PURPOSE, token).flatMap(UnsubscribeLink::of);
    }
}
