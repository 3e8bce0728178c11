package io.sillage.events.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityType;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.contact.Contact;
import io.sillage.events.timeline.FeedRepository.Activity;
import io.sillage.platform.http.Page;
import io.sillage.testing.infrastructure.SillageResource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class FarPagesTest {

    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<String> TYPES =
            List.of(ActivityType.EVENT, ActivityType.PAGE_VIEWED, ActivityType.EMAIL_CLICKED, FeedItem.NOTE);

    /// An event every 201 minutes and a page view every 83 hours since the autumn of 2019, two events in one instant
    /// among them; a visit in the future; a note each month.
    private static final String HISTORY = """
            with happened as (
                select 'event' as type, timestamptz '2019-10-20 00:30:00+00' + n * interval '201 minutes' as at
                  from generate_series(0, 2200) as n
                 union all
                select 'event', '2020-01-05 18:30:00+00'
                 union all
                select 'page_viewed', timestamptz '2019-11-01 00:00:00+00' + n * interval '83 hours'
                  from generate_series(0, 90) as n
                 union all
                select 'page_viewed', now() + interval '40 days')
            insert into activity (id, account_id, audience_id, contact_id, type, properties, occurred_at, received_at,
                                  source, suppress_triggers)
            select gen_random_uuid(), '%1$s', '%1$s', '%1$s', type, jsonb_build_object('at', at), at, at, 'test', false
              from happened""";

    private static final String NOTES = """
            insert into note (contact_id, note_id, text, created_by, created_at, updated_at)
            select '%s', n, 'note', 'Ada', at, at
              from (select n, timestamptz '2019-12-31 23:59:59+00' + n * interval '1 month' as at
                      from generate_series(0, 8) as n) as written""";

    @Inject
    FarPages farPages;

    @Inject
    FeedRepository feeds;

    private final UUID id = UUID.randomUUID();
    private final Contact contact = new Contact(id, id, id, id, 1);

    @BeforeEach
    void somethingHappens() {
        Database.strings(
                """
                select ensure_activity_month(cast(at as date))
                  from generate_series(timestamptz '2020-01-01', '2020-12-01', interval '1 month') as at""",
                "select ensure_activity_month(cast(now() + interval '40 days' as date))",
                HISTORY.formatted(id) + " returning 1",
                NOTES.formatted(id) + " returning 1");
    }

    @Test
    void aFarPageShowsWhatIsThereInTheWholeFeed() {
        assertEveryPageIsRight(TYPES, BEGINNING, END);
        assertEveryPageIsRight(List.of(ActivityType.PAGE_VIEWED, FeedItem.NOTE), BEGINNING, END);
        assertEveryPageIsRight(TYPES, Instant.parse("2019-12-15T07:00:00Z"), Instant.parse("2020-02-10T18:40:00Z"));
        assertEveryPageIsRight(TYPES, BEGINNING, Instant.parse("2019-12-01T00:00:00Z"));
        assertEveryPageIsRight(List.of(ActivityType.EMAIL_CLICKED), BEGINNING, END);
    }

    private void assertEveryPageIsRight(List<String> types, Instant since, Instant before) {
        var all = get(feeds.page(contact, new FeedFilter(types, since, before, new Page(5000, 0))));
        for (var offset = 0; offset < all.size(); offset += 31) {
            var filter = new FeedFilter(types, since, before, new Page(3, offset));
            var start = get(farPages.startOf(id, filter)).orElseThrow();

            var page = get(feeds.page(contact, filter.from(start.before(), start.passed())));

            assertThat(times(page)).isEqualTo(times(all.subList(offset, Math.min(offset + 3, all.size()))));
            assertThat(times(get(feeds.find(contact, filter)))).isEqualTo(times(page));
            assertThat(offset - start.passed()).isBetween(0, 3);
        }
        assertThat(get(farPages.startOf(id, new FeedFilter(types, since, before, new Page(3, all.size())))))
                .isEmpty();
        assertThat(get(feeds.find(contact, new FeedFilter(types, since, before, new Page(3, 5000)))))
                .isEmpty();
    }

    @Test
    void onlyTheIndexIsCounted() {
        assertThat(Plans.of(FarPages.FIND_START))
                .doesNotContain("Seq Scan")
                .contains("Index Cond: ((contact_id = $1) AND (type = ANY ($2))");
    }

    private static List<Instant> times(List<Activity> activities) {
        return activities.stream().map(Activity::occurredAt).toList();
    }

    private static <T> T get(Uni<T> asked) {
        return asked.await().atMost(Duration.ofSeconds(5));
    }
}
