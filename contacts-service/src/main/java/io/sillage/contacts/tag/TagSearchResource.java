package io.sillage.contacts.tag;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/// Finds tags of a list by the beginning of their names.
@Path("/3.0/lists/{list_id}/tag-search")
@RolesAllowed(Role.API)
public class TagSearchResource {

    private static final int MOST = 1_000;

    public record TagView(long id, String name) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record TagsView(List<TagView> tags, long totalItems) {}

    private final AudienceRepository audiences;
    private final TagRepository tags;
    private final Caller caller;

    TagSearchResource(AudienceRepository audiences, TagRepository tags, Caller caller) {
        this.audiences = audiences;
        this.tags = tags;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<TagsView> search(@RestPath("list_id") String listId, @Context UriInfo uri) {
        var prefix = QueryParameters.of(uri).text("name").map(Tag::keyOf).orElse("");
        return audiences.get(caller.accountId(), listId).chain(audience -> search(audience.id(), prefix));
    }

    private Uni<TagsView> search(UUID audienceId, String prefix) {
        return tags.startingWith(audienceId, prefix, MOST).chain(found -> view(found, audienceId, prefix));
    }

    private Uni<TagsView> view(List<Tag> found, UUID audienceId, String prefix) {
        var views = found.stream().map(tag -> new TagView(tag.id(), tag.name())).toList();
        return tags.countStartingWith(audienceId, prefix).map(total -> new TagsView(views, total));
    }
}
