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
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;

/// How a list grew, month by month, from its first month until now.
@Path("/3.0/lists/{list_id}/growth-history")
@RolesAllowed(Role.API)
public class GrowthHistoryResource {

    /// @param existing subscribed members when the month began
    /// @param subscribed subscribed members when the month ended, or now
    @JsonNaming(SnakeCaseStrategy.class)
    public record MonthView(
            String listId,
            String month,
            long existing,
            long imports,
            long optins,
            long subscribed,
            long unsubscribed,
            long reconfirm,
            long cleaned,
            long pending,
            long deleted,
            long transactional,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record HistoryView(
            List<MonthView> history,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final Growth growth;
    private final InstantSource clock;
    private final Caller caller;
    private final Links links;

    GrowthHistoryResource(
            AudienceRepository audiences, Growth growth, InstantSource clock, Caller caller, Links links) {
        this.audiences = audiences;
        this.growth = growth;
        this.clock = clock;
        this.caller = caller;
        this.links = links;
    }

    /// The newest month first, unless it is asked for otherwise.
    @GET
    @WithSession
    public Uni<HistoryView> list(@RestPath("list_id") String listId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        query.oneOf("sort_field", Set.of("month"));
        var oldestFirst = query.oneOf("sort_dir", Set.of("ASC", "DESC"))
                .filter("ASC"::equals)
                .isPresent();
        var page = query.page();
        return months(listId).map(months -> {
            var ordered = new ArrayList<>(months);
            if (!oldestFirst) {
                Collections.reverse(ordered);
            }
            return new HistoryView(
                    of(ordered, page), listId, months.size(), around(listId, "").build());
        });
    }

    private static List<MonthView> of(List<MonthView> months, Page page) {
        return months.stream().skip(page.offset()).limit(page.count()).toList();
    }

    /// @param month such as `2026-02`; fails with 404 for one that the list did not see
    @GET
    @Path("/{month}")
    @WithSession
    public Uni<MonthView> read(@RestPath("list_id") String listId, @RestPath String month) {
        return months(listId).map(months -> months.stream()
                .filter(each -> each.month().equals(month))
                .findFirst()
                .orElseThrow(Problem::notFound));
    }

    private Uni<List<MonthView>> months(String listId) {
        return audiences.get(caller.accountId(), listId).chain(audience -> growth.months(audience.id())
                .map(found -> months(audience, found)));
    }

    private List<MonthView> months(Audience audience, Map<java.time.LocalDate, Map<GrowthKind, Long>> found) {
        var months = new ArrayList<MonthView>();
        var now = YearMonth.from(Growth.day(clock.instant()));
        var first = found.keySet().stream()
                .findFirst()
                .map(YearMonth::from)
                .filter(month -> month.isBefore(YearMonth.from(Growth.day(audience.createdAt()))))
                .orElse(YearMonth.from(Growth.day(audience.createdAt())));
        var total = 0L;
        for (var month = first; !month.isAfter(now); month = month.plusMonths(1)) {
            var numbers = found.getOrDefault(month.atDay(1), Map.of());
            var before = total;
            total += numbers.getOrDefault(GrowthKind.TOTAL, 0L);
            months.add(view(audience.listId(), month, numbers, before, total));
        }
        return months;
    }

    private MonthView view(String listId, YearMonth month, Map<GrowthKind, Long> numbers, long before, long after) {
        return new MonthView(
                listId,
                month.toString(),
                before,
                numbers.getOrDefault(GrowthKind.IMPORT, 0L),
                numbers.getOrDefault(GrowthKind.OPT_IN, 0L),
                after,
                numbers.getOrDefault(GrowthKind.UNSUBSCRIBE, 0L),
                numbers.getOrDefault(GrowthKind.RECONFIRM, 0L),
                numbers.getOrDefault(GrowthKind.CLEAN, 0L),
                numbers.getOrDefault(GrowthKind.PENDING, 0L),
                numbers.getOrDefault(GrowthKind.DELETE, 0L),
                numbers.getOrDefault(GrowthKind.TRANSACTIONAL, 0L),
                around(listId, "/" + month).build());
    }

    private Links.Builder around(String listId, String month) {
        var list = "/lists/" + listId;
        return links.of(list + "/growth-history" + month).add("parent", "GET", list);
    }
}
