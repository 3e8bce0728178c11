package io.sillage.contacts.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.link.PublicLinks;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// The sign-up form of an audience as a piece of HTML for pages of the owner.
@Path("/3.0/lists/{list_id}/signup-forms/embed")
@RolesAllowed(Role.API)
public class EmbedResource {

    /// @param url where the form stands by itself
    /// @param html the form without script and style, to put into a page
    @JsonNaming(SnakeCaseStrategy.class)
    public record EmbedView(
            String listId,
            String url,
            String html,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final PublicLinks publicLinks;
    private final Links links;
    private final Caller caller;

    EmbedResource(AudienceRepository audiences, PublicLinks publicLinks, Links links, Caller caller) {
        this.audiences = audiences;
        this.publicLinks = publicLinks;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<EmbedView> read(@RestPath("list_id") String listId) {
        return audiences.get(caller.accountId(), listId).map(this::view);
    }

    private EmbedView view(Audience audience) {
        var list = "/lists/" + audience.listId();
        var url = publicLinks.form(audience.listId());
        var html = Pages.Templates.embed(url, Questions.ofSignUp(audience, Answers.NONE, List.of()))
                .render();
        return new EmbedView(
                audience.listId(),
                url,
                html,
                links.of(list + "/signup-forms/embed")
                        .add("parent", "GET", list)
                        .build());
    }
}
