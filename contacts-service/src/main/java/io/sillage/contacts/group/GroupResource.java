package io.sillage.contacts.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The interests of a category.
@Path("/3.0/lists/{list_id}/interest-categories/{interest_category_id}/interests")
@RolesAllowed(Role.API)
public class GroupResource {

    /// @param subscriberCount how many subscribed members are in the group, as a text, as the Marketing API has it
    @JsonNaming(SnakeCaseStrategy.class)
    public record GroupView(
            String categoryId,
            String listId,
            String id,
            String name,
            String subscriberCount,
            int displayOrder,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record GroupsView(
            List<GroupView> interests,
            String listId,
            String categoryId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final GroupCountRepository counts;
    private final GroupService service;
    private final Backlog backlog;
    private final Links links;
    private final Caller caller;

    GroupResource(
            AudienceRepository audiences,
            GroupCountRepository counts,
            GroupService service,
            Backlog backlog,
            Links links,
            Caller caller) {
        this.audiences = audiences;
        this.counts = counts;
        this.service = service;
        this.backlog = backlog;
        this.links = links;
        this.caller = caller;
    }

    /// A category of a list: where groups stand.
    private record Place(Audience audience, GroupCategory category) {

        static Place of(Audience audience, String categoryId) {
            return new Place(audience, GroupCategoryResource.categoryOf(audience, categoryId));
        }

        Group group(String groupId) {
            return category.group(groupId).orElseThrow(Problem::notFound);
        }

        String path() {
            return GroupCategoryResource.path(audience.listId()) + "/" + category.id() + "/interests";
        }
    }

    @POST
    @WithTransaction
    public Uni<GroupView> create(
            @RestPath("list_id") String listId, @RestPath("interest_category_id") String categoryId, JsonBody body) {
        return audiences
                .lock(caller.accountId(), listId)
                .map(audience -> Place.of(audience, categoryId))
                .chain(place -> add(
                        place,
                        GroupForm.newGroup(
                                body, place.category(), place.audience().groups())));
    }

    private Uni<GroupView> add(Place place, Group group) {
        return service.change(place.audience(), place.category().with(group)).map(_ -> view(place, group, Map.of()));
    }

    @GET
    @WithSession
    public Uni<GroupsView> list(
            @RestPath("list_id") String listId,
            @RestPath("interest_category_id") String categoryId,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences
                .get(caller.accountId(), listId)
                .map(audience -> Place.of(audience, categoryId))
                .chain(place -> list(place, page));
    }

    private Uni<GroupsView> list(Place place, Page page) {
        var groups = place.category().groups().stream()
                .sorted(Comparator.comparing(Group::displayOrder))
                .skip(page.offset())
                .limit(page.count())
                .toList();
        return counts.of(place.audience().id(), groups.stream().map(Group::id).toList())
                .map(counted -> view(place, groups, counted));
    }

    @GET
    @Path("/{interest_id}")
    @WithSession
    public Uni<GroupView> read(
            @RestPath("list_id") String listId,
            @RestPath("interest_category_id") String categoryId,
            @RestPath("interest_id") String groupId) {
        return audiences
                .get(caller.accountId(), listId)
                .map(audience -> Place.of(audience, categoryId))
                .chain(place -> counted(place, place.group(groupId)));
    }

    @PATCH
    @Path("/{interest_id}")
    @WithTransaction
    public Uni<GroupView> change(
            @RestPath("list_id") String listId,
            @RestPath("interest_category_id") String categoryId,
            @RestPath("interest_id") String groupId,
            JsonBody body) {
        return audiences
                .lock(caller.accountId(), listId)
                .map(audience -> Place.of(audience, categoryId))
                .chain(place -> change(place, GroupForm.group(body, place.group(groupId), place.category())));
    }

    private Uni<GroupView> change(Place place, Group changed) {
        return service.change(place.audience(), place.category().replacing(changed))
                .chain(() -> counted(place, changed));
    }

    private Uni<GroupView> counted(Place place, Group group) {
        return counts.of(place.audience().id(), List.of(group.id())).map(counted -> view(place, group, counted));
    }

    @DELETE
    @Path("/{interest_id}")
    public Uni<Void> delete(
            @RestPath("list_id") String listId,
            @RestPath("interest_category_id") String categoryId,
            @RestPath("interest_id") String groupId) {
        var accountId = caller.accountId();
        return Panache.withTransaction(() -> audiences
                        .lock(accountId, listId)
                        .map(audience -> Place.of(audience, categoryId))
                        .chain(place -> service.remove(place.audience(), place.category(), place.group(groupId))))
                .invoke(backlog::wake);
    }

    private GroupsView view(Place place, List<Group> groups, Map<String, Long> counted) {
        var views = groups.stream().map(group -> view(place, group, counted)).toList();
        var built = links.of(place.path())
                .add(
                        "parent",
                        "GET",
                        GroupCategoryResource.path(place.audience().listId()))
                .add("create", "POST", place.path())
                .build();
        return new GroupsView(
                views,
                place.audience().listId(),
                place.category().id(),
                place.category().groups().size(),
                built);
    }

    private GroupView view(Place place, Group group, Map<String, Long> counted) {
        var self = place.path() + "/" + group.id();
        var built = links.of(self)
                .add("parent", "GET", place.path())
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .build();
        return new GroupView(
                place.category().id(),
                place.audience().listId(),
                group.id(),
                group.name(),
                Long.toString(counted.getOrDefault(group.id(), 0L)),
                group.displayOrder(),
                built);
    }
}
