package io.sillage.contacts.contact;

import io.sillage.contacts.audience.ContactCounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How many members a filter lets through. Some thousands are counted each time. More take too long for that: their
/// number is counted again when it is older than some seconds, by one request, while others get the older one.
@ApplicationScoped
class MemberCounts {

    /// Up to here a number is always exact.
    static final int COUNTED_EACH_TIME = 10_000;

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 1_000;

    private final ContactRepository contacts;
    private final ContactCounts counts;
    private final InstantSource clock;

    private final Map<Key, Counted> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Counted> eldest) {
            return size() > MOST_KEPT;
        }
    });

    MemberCounts(ContactRepository contacts, ContactCounts counts, InstantSource clock) {
        this.contacts = contacts;
        this.counts = counts;
        this.clock = clock;
    }

    private record Key(UUID audienceId, String filter) {}

    private record Counted(long number, Instant at) {}

    Uni<Long> count(UUID audienceId, MemberFilter filter) {
        return filter.statusesOnly()
                .map(statuses -> counts.count(audienceId, statuses))
                .orElseGet(() -> count(new Key(audienceId, filter.text()), filter));
    }

    private Uni<Long> count(Key key, MemberFilter filter) {
        return keptOf(key).map(Uni.createFrom()::item).orElseGet(() -> countAnew(key, filter));
    }

    /// Whoever finds an old number counts, and until then the others find a new one.
    private Optional<Long> keptOf(Key key) {
        var now = clock.instant();
        var found = kept.get(key);
        if (found == null) {
            return Optional.empty();
        }
        if (found.at().plus(KEPT).isAfter(now)) {
            return Optional.of(found.number());
        }
        kept.put(key, new Counted(found.number(), now));
        return Optional.empty();
    }

    private Uni<Long> countAnew(Key key, MemberFilter filter) {
        return contacts.count(filter, COUNTED_EACH_TIME + 1)
                .chain(found -> found <= COUNTED_EACH_TIME ? few(key, found) : countAll(key, filter));
    }

    private Uni<Long> few(Key key, long number) {
        kept.remove(key);
        return Uni.createFrom().item(number);
    }

    private Uni<Long> countAll(Key key, MemberFilter filter) {
        var now = clock.instant();
        return contacts.count(filter).invoke(number -> kept.put(key, new Counted(number, now)));
    }
}
