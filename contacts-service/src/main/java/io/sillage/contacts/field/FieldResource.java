package io.sillage.contacts.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryFlag;
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
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;

/// The merge fields of a list.
@Path("/3.0/lists/{list_id}/merge-fields")
@RolesAllowed(Role.API)
public class FieldResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record FieldsView(
            List<FieldView> mergeFields,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final FieldService service;
    private final Backlog backlog;
    private final Links links;
    private final Caller caller;

    FieldResource(AudienceRepository audiences, FieldService service, Backlog backlog, Links links, Caller caller) {
        this.audiences = audiences;
        this.service = service;
        this.backlog = backlog;
        this.links = links;
        this.caller = caller;
    }

    @POST
    @WithTransaction
    public Uni<FieldView> create(@RestPath("list_id") String listId, JsonBody body) {
        return audiences
                .lock(caller.accountId(), listId)
                .chain(audience -> service.add(audience, FieldForm.create(body, audience.fields())))
                .map(field -> view(field, listId));
    }

    @GET
    @WithSession
    public Uni<FieldsView> list(@RestPath("list_id") String listId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        return audiences.get(caller.accountId(), listId).map(audience -> view(audience, query));
    }

    @GET
    @Path("/{merge_id}")
    @WithSession
    public Uni<FieldView> read(@RestPath("list_id") String listId, @RestPath("merge_id") String mergeId) {
        return audiences.get(caller.accountId(), listId).map(audience -> view(fieldOf(audience, mergeId), listId));
    }

    @PATCH
    @Path("/{merge_id}")
    public Uni<FieldView> change(
            @RestPath("list_id") String listId, @RestPath("merge_id") String mergeId, JsonBody body) {
        var accountId = caller.accountId();
        return Panache.withTransaction(() -> audiences
                        .lock(accountId, listId)
                        .chain(audience -> change(audience, fieldOf(audience, mergeId), body)))
                .invoke(backlog::wake)
                .map(field -> view(field, listId));
    }

    private Uni<Field> change(Audience audience, Field field, JsonBody body) {
        return service.change(audience, field, FieldForm.change(body, field, audience.fields()));
    }

    @DELETE
    @Path("/{merge_id}")
    public Uni<Void> delete(@RestPath("list_id") String listId, @RestPath("merge_id") String mergeId) {
        var accountId = caller.accountId();
        return Panache.withTransaction(() -> audiences
                        .lock(accountId, listId)
                        .chain(audience -> service.remove(audience, fieldOf(audience, mergeId))))
                .invoke(backlog::wake);
    }

    private static Field fieldOf(Audience audience, String mergeId) {
        return parse(mergeId).flatMap(audience.fields()::withId).orElseThrow(Problem::notFound);
    }

    private static java.util.Optional<Integer> parse(String mergeId) {
        try {
            return java.util.Optional.of(Integer.parseInt(mergeId));
        } catch (NumberFormatException e) {
            return java.util.Optional.empty();
        }
    }

    private FieldsView view(Audience audience, QueryParameters query) {
        var page = query.page();
        var wanted = wanted(audience, query).toList();
        var views = wanted.stream()
                .skip(page.offset())
                .limit(page.count())
                .map(field -> view(field, audience.listId()))
                .toList();
        var self = path(audience.listId());
        var collection = links.of(self)
                .add("parent", "GET", "/lists/" + audience.listId())
                .add("create", "POST", self);
        return new FieldsView(views, audience.listId(), wanted.size(), collection.build());
    }

    private static Stream<Field> wanted(Audience audience, QueryParameters query) {
        var type = query.text("type");
        var required = query.text("required");
        return audience.fields().list().stream()
                .filter(field ->
                        type.isEmpty() || type.get().equals(field.type().word()))
                .filter(field -> required.isEmpty() || QueryFlag.isSet(required.get()) == field.required())
                .sorted(Comparator.comparing(Field::tag));
    }

    private FieldView view(Field field, String listId) {
        var collection = path(listId);
        var self = collection + "/" + field.id();
        var built = links.of(self)
                .add("parent", "GET", collection)
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .build();
        return FieldView.of(field, listId, built);
    }

    private static String path(String listId) {
        return "/lists/" + listId + "/merge-fields";
    }
}
