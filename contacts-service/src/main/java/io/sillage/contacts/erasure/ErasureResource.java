package io.sillage.contacts.erasure;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Members of a list that were deleted for good, and how far that is. Ours: the Marketing API does not tell.
@Path("/3.0/lists/{list_id}/erasures")
@RolesAllowed(Role.API)
public class ErasureResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record ErasuresView(
            List<ErasureView> erasures,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param status `pending`, or `completed` when every service has confirmed
    @JsonNaming(SnakeCaseStrategy.class)
    public record ErasureView(
            String contactId,
            String listId,
            String status,
            String requestedAt,
            String completedAt,
            List<ServiceView> services,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ServiceView(String service, String status, String confirmedAt) {}

    private final AudienceRepository audiences;
    private final ErasureRepository erasures;
    private final Caller caller;
    private final Links links;

    ErasureResource(AudienceRepository audiences, ErasureRepository erasures, Caller caller, Links links) {
        this.audiences = audiences;
        this.erasures = erasures;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @WithSession
    public Uni<ErasuresView> list(
            @RestPath("list_id") String listId, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences.get(caller.accountId(), listId).chain(audience -> list(audience, page));
    }

    private Uni<ErasuresView> list(Audience audience, Page page) {
        return erasures.page(audience.id(), page)
                .chain(found -> erasures.confirmationsOf(found).chain(confirmed -> erasures.count(audience.id())
                        .map(total -> new ErasuresView(
                                found.stream()
                                        .map(each -> view(audience, each, confirmed))
                                        .toList(),
                                audience.listId(),
                                total,
                                links.of(path(audience))
                                        .add("parent", "GET", "/lists/" + audience.listId())
                                        .build()))));
    }

    /// @param whom the id of the contact, or its address
    @GET
    @Path("/{contact}")
    @WithSession
    public Uni<ErasureView> read(@RestPath("list_id") String listId, @RestPath("contact") String whom) {
        return audiences.get(caller.accountId(), listId).chain(audience -> erasures.get(audience.id(), whom)
                .chain(erasure -> erasures.confirmationsOf(List.of(erasure))
                        .map(confirmed -> view(audience, erasure, confirmed))));
    }

    private ErasureView view(Audience audience, ErasureRecord erasure, Map<UUID, List<Confirmation>> all) {
        var confirmed = all.getOrDefault(erasure.contactId(), List.of()).stream()
                .collect(Collectors.toMap(Confirmation::service, Confirmation::at));
        var id = Ids.hex(erasure.contactId());
        return new ErasureView(
                id,
                audience.listId(),
                status(erasure.completedAt()),
                ApiTime.format(erasure.requestedAt()),
                ApiTime.format(erasure.completedAt()),
                Erasures.SERVICES.stream()
                        .map(service -> view(service, confirmed.get(service)))
                        .toList(),
                links.of(path(audience) + "/" + id)
                        .add("parent", "GET", path(audience))
                        .build());
    }

    private static ServiceView view(String service, @Nullable Instant confirmedAt) {
        return new ServiceView(service, status(confirmedAt), ApiTime.format(confirmedAt));
    }

    private static String status(@Nullable Instant finished) {
        return finished == null ? "pending" : "completed";
    }

    private static String path(Audience audience) {
        return "/lists/%s/erasures".formatted(audience.listId());
    }
}
