package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Condition.EventHappened;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A contact in memory. Gives away no more occurrences than an evaluation may ask for.
public final class TestProfile implements Profile {

    private record Event(String name, Instant occurredAt, Map<String, String> properties) {}

    private final Instant now;
    private final Map<String, String> fields = new HashMap<>();
    private final Set<Long> tags = new HashSet<>();
    private final List<Event> events = new ArrayList<>();
    private String email = "";
    private @Nullable Period eventWindow;

    private TestProfile(Instant now) {
        this.now = now;
    }

    /// A contact of whom nothing is known, to be evaluated at this instant.
    public static TestProfile at(Instant now) {
        return new TestProfile(now);
    }

    public TestProfile withEmail(String address) {
        email = Texts.normal(address);
        return this;
    }

    public TestProfile with(String tag, String value) {
        fields.put(tag, Texts.normal(value));
        return this;
    }

    public TestProfile tagged(long tagId) {
        tags.add(tagId);
        return this;
    }

    public TestProfile did(String name, Instant occurredAt) {
        return did(name, occurredAt, Map.of());
    }

    public TestProfile did(String name, Instant occurredAt, Map<String, String> properties) {
        events.add(new Event(name, occurredAt, properties));
        return this;
    }

    public TestProfile onAPlanThatSees(Period window) {
        eventWindow = window;
        return this;
    }

    @Override
    public String email() {
        return email;
    }

    @Override
    public String field(String tag) {
        return fields.getOrDefault(tag, "");
    }

    @Override
    public boolean carries(long tagId) {
        return tags.contains(tagId);
    }

    @Override
    public @Nullable Period eventWindow() {
        return eventWindow;
    }

    @Override
    public Occurrences occurrences(EventHappened event) {
        var demand = Demand.of(event, eventWindow);
        var matching = events.stream()
                .filter(each -> EventMatch.accepts(event, each.name(), each.properties()))
                .map(Event::occurredAt)
                .filter(demand.lifespan()::accepts)
                .toList();
        var started = matching.stream()
                .filter(each -> !each.isAfter(demand.latestStarted(now)))
                .filter(each -> demand.lifespan().of(each).end().isAfter(now))
                .sorted(Comparator.reverseOrder())
                .limit(demand.limit())
                .toList();
        var upcoming = matching.stream()
                .filter(each -> each.isAfter(demand.latestStarted(now)))
                .sorted()
                .limit(demand.limit())
                .toList();
        return Occurrences.limited(demand.limit(), started, upcoming);
    }
}
