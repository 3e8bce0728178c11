package io.sillage.contacts.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// The interest categories of a list.
@Path("/3.0/lists/{list_id}/interest-categories")
@RolesAllowed(Role.API)
public class GroupCategoryResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record CategoryView(
            String listId,
            String id,
            String title,
            int displayOrder,
            String type,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record CategoriesView(
            String listId,
            List<CategoryView> categories,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final GroupService service;
    private final Backlog backlog;
    private final Links links;
    private final Caller caller;

    GroupCategoryResource(
            AudienceRepository audiences, GroupService service, Backlog backlog, Links links, Caller caller) {
        this.audiences = audiences;
        this.service = service;
        this.backlog = backlog;
        this.links = links;
        this.caller = caller;
    }

    @POST
    @WithTransaction
    public Uni<CategoryView> create(@RestPath("list_id") String listId, JsonBody body) {
        return audiences
                .lock(caller.accountId(), listId)
                .chain(audience -> service.add(audience, GroupForm.newCategory(body, audience.groups())))
                .map(category -> view(category, listId));
    }

    @GET
    @WithSession
    public Uni<CategoriesView> list(@RestPath("list_id") String listId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        return audiences.get(caller.accountId(), listId).map(audience -> view(audience, query));
    }

    @GET
    @Path("/{interest_category_id}")
    @WithSession
    public Uni<CategoryView> read(
            @RestPath("list_id") String listId, @RestPath("interest_category_id") String categoryId) {
        return audiences
                .get(caller.accountId(), listId)
                .map(audience -> view(categoryOf(audience, categoryId), listId));
    }

    @PATCH
    @Path("/{interest_category_id}")
    @WithTransaction
    public Uni<CategoryView> change(
            @RestPath("list_id") String listId, @RestPath("interest_category_id") String categoryId, JsonBody body) {
        return audiences
                .lock(caller.accountId(), listId)
                .chain(audience -> service.change(
                        audience, GroupForm.category(body, categoryOf(audience, categoryId), audience.groups())))
                .map(category -> view(category, listId));
    }

    @DELETE
    @Path("/{interest_category_id}")
    public Uni<Void> delete(@RestPath("list_id") String listId, @RestPath("interest_category_id") String categoryId) {
        var accountId = caller.accountId();
        return Panache.withTransaction(() -> audiences
                        .lock(accountId, listId)
                        .chain(audience -> service.remove(audience, categoryOf(audience, categoryId))))
                .invoke(backlog::wake);
    }

    static GroupCategory categoryOf(Audience audience, String categoryId) {
        return audience.groups().category(categoryId).orElseThrow(Problem::notFound);
    }

    private CategoriesView view(Audience audience, QueryParameters query) {
        var page = query.page();
        var type = query.text("type");
        var wanted = audience.groups().list().stream()
                .filter(category ->
                        type.isEmpty() || type.get().equals(category.type().word()))
                .sorted(Comparator.comparing(GroupCategory::displayOrder))
                .toList();
        return new CategoriesView(
                audience.listId(), views(wanted, page, audience.listId()), wanted.size(), links(audience));
    }

    private List<CategoryView> views(List<GroupCategory> wanted, Page page, String listId) {
        return wanted.stream()
                .skip(page.offset())
                .limit(page.count())
                .map(category -> view(category, listId))
                .toList();
    }

    private List<Link> links(Audience audience) {
        var self = path(audience.listId());
        return links.of(self)
                .add("parent", "GET", "/lists/" + audience.listId())
                .add("create", "POST", self)
                .build();
    }

    private CategoryView view(GroupCategory category, String listId) {
        var collection = path(listId);
        var self = collection + "/" + category.id();
        var built = links.of(self)
                .add("parent", "GET", collection)
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .add("interests", "GET", self + "/interests")
                .build();
        return new CategoryView(
                listId,
                category.id(),
                category.title(),
                category.displayOrder(),
                category.type().word(),
                built);
    }

    static String path(String listId) {
        return "/lists/" + listId + "/interest-categories";
    }
}
