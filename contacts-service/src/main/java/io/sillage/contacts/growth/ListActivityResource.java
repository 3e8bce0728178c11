package io.sillage.contacts.growth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What happened with a list on each of the last days. Emails are sent by flows only, which this does not count.
@Path("/3.0/lists/{list_id}/activity")
@RolesAllowed(Role.API)
public class ListActivityResource {

    private static final int DAYS = 180;

    /// @param subs contacts that subscribed by themselves
    /// @param otherAdds contacts that others subscribed
    /// @param otherRemoves subscribed contacts that are so no longer, but neither unsubscribed nor bounced
    @JsonNaming(SnakeCaseStrategy.class)
    public record DayView(
            String day,
            long emailsSent,
            long uniqueOpens,
            long recipientClicks,
            long hardBounce,
            long softBounce,
            long subs,
            long unsubs,
            long otherAdds,
            long otherRemoves,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ActivityView(
            List<DayView> activity,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final Growth growth;
    private final InstantSource clock;
    private final Caller caller;
    private final Links links;

    ListActivityResource(AudienceRepository audiences, Growth growth, InstantSource clock, Caller caller, Links links) {
        this.audiences = audiences;
        this.growth = growth;
        this.clock = clock;
        this.caller = caller;
        this.links = links;
    }

    /// Today first, back to the day on which the list was made.
    @GET
    @WithSession
    public Uni<ActivityView> list(
            @RestPath("list_id") String listId, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        var today = Growth.day(clock.instant());
        return audiences.get(caller.accountId(), listId).chain(audience -> growth.days(
                        audience.id(), today.minusDays(DAYS))
                .map(found -> view(audience, today, found, page)));
    }

    private ActivityView view(
            Audience audience, LocalDate today, Map<LocalDate, Map<GrowthKind, Long>> found, Page page) {
        var made = Growth.day(audience.createdAt());
        var days = Math.clamp(today.toEpochDay() - made.toEpochDay() + 1, 1, DAYS);
        var views = LongStream.range(page.offset(), Math.min(days, (long) page.offset() + page.count()))
                .mapToObj(today::minusDays)
                .map(day -> view(audience.listId(), day, found.getOrDefault(day, Map.of())))
                .toList();
        return new ActivityView(views, audience.listId(), days, around(audience.listId()));
    }

    private DayView view(String listId, LocalDate day, Map<GrowthKind, Long> numbers) {
        return new DayView(
                day.toString(),
                0,
                0,
                0,
                numbers.getOrDefault(GrowthKind.CLEAN, 0L),
                0,
                numbers.getOrDefault(GrowthKind.OPT_IN, 0L),
                numbers.getOrDefault(GrowthKind.UNSUBSCRIBE, 0L),
                numbers.getOrDefault(GrowthKind.OTHER_ADD, 0L),
                numbers.getOrDefault(GrowthKind.OTHER_REMOVE, 0L),
                around(listId));
    }

    private List<Link> around(String listId) {
        var list = "/lists/" + listId;
        return links.of(list + "/activity").add("parent", "GET", list).build();
    }
}
