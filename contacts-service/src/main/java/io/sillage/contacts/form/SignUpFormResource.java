package io.sillage.contacts.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.form.FormDesign.Content;
import io.sillage.contacts.form.FormDesign.Header;
import io.sillage.contacts.form.FormDesign.Style;
import io.sillage.contacts.link.PublicLinks;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// How the hosted sign-up form of a list looks. Every list has one.
@Path("/3.0/lists/{list_id}/signup-forms")
@RolesAllowed(Role.API)
public class SignUpFormResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record FormView(
            Header header,
            List<Content> contents,
            List<Style> styles,
            String signupFormUrl,
            String listId,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record FormsView(
            List<FormView> signupForms,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final FormDesignRepository designs;
    private final PublicLinks publicLinks;
    private final Links links;
    private final Caller caller;

    SignUpFormResource(
            AudienceRepository audiences,
            FormDesignRepository designs,
            PublicLinks publicLinks,
            Links links,
            Caller caller) {
        this.audiences = audiences;
        this.designs = designs;
        this.publicLinks = publicLinks;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<FormsView> list(@RestPath("list_id") String listId) {
        return audiences.get(caller.accountId(), listId).chain(audience -> designs.of(audience.id())
                .map(design -> new FormsView(List.of(view(audience, design)), audience.listId(), 1, around(audience))));
    }

    @POST
    @WithTransaction
    public Uni<FormView> change(@RestPath("list_id") String listId, JsonBody body) {
        return audiences.lock(caller.accountId(), listId).chain(audience -> designs.of(audience.id())
                .map(design -> design.changed(body))
                .call(design -> designs.put(audience.id(), design))
                .map(design -> view(audience, design)));
    }

    private FormView view(Audience audience, FormDesign design) {
        return new FormView(
                design.header(),
                design.contents(),
                design.styles(),
                publicLinks.form(audience.listId()),
                audience.listId(),
                around(audience));
    }

    private List<Link> around(Audience audience) {
        var list = "/lists/" + audience.listId();
        return links.of(list + "/signup-forms").add("parent", "GET", list).build();
    }
}
