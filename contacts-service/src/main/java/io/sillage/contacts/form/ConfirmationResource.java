package io.sillage.contacts.form;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.contact.SignUps;
import io.sillage.contacts.link.ContactRef;
import io.sillage.contacts.link.PublicLinks;
import io.sillage.platform.http.BodyLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Behind the link of a confirmation email.
@Path("/c/{token}")
@PermitAll
@BodyLimit(BodyLimit.SMALL)
@Produces(MediaType.TEXT_HTML)
public class ConfirmationResource {

    private final PublicLinks links;
    private final LinkedAudiences audiences;
    private final FormDesignRepository designs;
    private final SignUps signUps;

    ConfirmationResource(PublicLinks links, LinkedAudiences audiences, FormDesignRepository designs, SignUps signUps) {
        this.links = links;
        this.audiences = audiences;
        this.designs = designs;
        this.signUps = signUps;
    }

    /// Asks once more: scanners of mail servers open every link, and must not subscribe anybody.
    @GET
    public Uni<RestResponse<String>> ask(@RestPath String token) {
        return audiences.open(
                links.openConfirmation(token), (audience, _) -> Uni.createFrom().item(Pages.confirm(audience.name())));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<RestResponse<String>> confirm(
            @RestPath String token, @RestHeader("X-Forwarded-For") @Nullable String address) {
        var ip = address == null ? "" : address;
        return audiences.open(links.openConfirmation(token), (audience, contact) -> confirm(audience, contact, ip));
    }

    private Uni<RestResponse<String>> confirm(Audience audience, ContactRef contact, String ip) {
        return Panache.withTransaction(
                () -> signUps.confirm(audience, contact, ip).chain(isSubscribed -> designs.of(audience.id())
                        .map(design -> isSubscribed ? Pages.subscribed(audience.name(), design) : Pages.outOfDate())));
    }
}
