package io.sillage.contacts.contact;

import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Which contacts of an audience are asked for, and from where on: the query of *getAudienceContactList*.
///
/// @param order the column by which they are sorted
/// @param position behind which the page begins; empty for the first page
/// @param conditions in SQL on `contact`, with named parameters
record ChannelContactPage(
        int count,
        String order,
        boolean descending,
        Optional<Position> position,
        List<String> conditions,
        Map<String, Object> parameters) {

    private static final Map<String, String> COLUMNS = Map.of("created_at", "created_at", "updated_at", "last_changed");
    private static final String SEPARATOR = " ";

    /// A contact in the order of the page.
    record Position(Instant at, UUID id) {}

    static ChannelContactPage read(QueryParameters query) {
        var order = COLUMNS.get(query.oneOf("sort_field", COLUMNS.keySet()).orElseGet(() -> otherwise(query)));
        var descending =
                query.oneOf("sort_dir", Set.of("ASC", "DESC")).orElse("ASC").equals("DESC");
        var page = new ChannelContactPage(
                Math.max(1, Page.of(query.text("count").orElse(null), null).count()),
                order,
                descending,
                query.text("cursor").map(cursor -> position(cursor, order + descending)),
                new ArrayList<>(),
                new LinkedHashMap<>());
        page.restrict(query, "created_before", "created_at <=");
        page.restrict(query, "created_since", "created_at >");
        page.restrict(query, "updated_before", "last_changed <=");
        page.restrict(query, "updated_since", "last_changed >");
        return page;
    }

    /// By the time that is asked about, so that an index leads to the first of them.
    private static String otherwise(QueryParameters query) {
        var asksForUpdates = Stream.of("updated_before", "updated_since")
                .anyMatch(name -> query.text(name).isPresent());
        var asksForCreation = Stream.of("created_before", "created_since")
                .anyMatch(name -> query.text(name).isPresent());
        return asksForUpdates && !asksForCreation ? "updated_at" : "created_at";
    }

    private void restrict(QueryParameters query, String name, String comparison) {
        query.instant(name).ifPresent(at -> {
            conditions.add("%s :%s".formatted(comparison, name));
            parameters.put(name, at.atOffset(ZoneOffset.UTC));
        });
    }

    /// The contacts of `:audience` in this page, and one more if there is one.
    String sql() {
        var direction = descending ? "desc" : "asc";
        var from = position.isPresent()
                ? " and (%s, id) %s (:position_at, :position_id)".formatted(order, descending ? "<" : ">")
                : "";
        var restrictions = conditions.stream().map(" and "::concat).reduce("", String::concat);
        return "select * from contact where audience_id = :audience%s%s order by %s %s, id %s"
                .formatted(restrictions, from, order, direction, direction);
    }

    /// The values of [#sql] but for the audience.
    Map<String, Object> values() {
        var values = new LinkedHashMap<>(parameters);
        position.ifPresent(begin -> {
            values.put("position_at", begin.at().atOffset(ZoneOffset.UTC));
            values.put("position_id", begin.id());
        });
        return values;
    }

    /// From which the page behind this contact can be asked for. It says how it was sorted: in another order it would
    /// lead anywhere.
    String cursorBehind(Contact last) {
        var at = order.equals("created_at") ? last.createdAt() : last.lastChanged();
        var text = String.join(
                SEPARATOR, order + descending, at.toString(), last.id().toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Position position(String cursor, String sorting) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var parts = text.split(SEPARATOR);
            if (parts.length == 3 && parts[0].equals(sorting)) {
                return new Position(TimeRange.require(Instant.parse(parts[1])), UUID.fromString(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // answered below
        }
        throw Problem.invalid("cursor", "This value should be the next_cursor of a page that is sorted like this one.");
    }
}
