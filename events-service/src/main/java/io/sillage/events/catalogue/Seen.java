package io.sillage.events.catalogue;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What some activities say about names of custom events.
///
/// @param names in an order that is the same for everybody who writes them
record Seen(List<Name> names, List<Property> properties) {

    private static final int SAMPLES = 5;
    private static final int LONGEST_SAMPLE = 100;

    private record Key(UUID audienceId, String name) {}

    record Name(UUID audienceId, String name, UUID accountId, long occurrences, Instant first, Instant last) {

        Name and(Name other) {
            return new Name(
                    audienceId,
                    name,
                    accountId,
                    occurrences + other.occurrences,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /// @param samples some values, each with the contact that it came from
    record Property(UUID audienceId, String name, String property, PropertyType type, Map<String, UUID> samples) {

        Property and(Property other) {
            var both = new LinkedHashMap<>(samples);
            other.samples.forEach((value, contactId) -> {
                if (both.size() < SAMPLES) {
                    both.putIfAbsent(value, contactId);
                }
            });
            return new Property(audienceId, name, property, type.or(other.type), both);
        }
    }

    /// Only of custom events.
    static Seen in(Collection<ActivityRecorded> activities) {
        var names = new TreeMap<Key, Name>(Comparator.comparing(Key::audienceId).thenComparing(Key::name));
        var properties = new LinkedHashMap<List<Object>, Property>();
        for (var activity : activities) {
            if (activity.type().equals(ActivityType.EVENT) && activity.name() != null) {
                names.merge(new Key(activity.audienceId(), activity.name()), name(activity), Name::and);
                activity.properties()
                        .forEach((property, value) -> properties.merge(
                                List.of(activity.audienceId(), activity.name(), property),
                                property(activity, property, value),
                                Property::and));
            }
        }
        return new Seen(List.copyOf(names.values()), List.copyOf(properties.values()));
    }

    private static Name name(ActivityRecorded activity) {
        return new Name(
                activity.audienceId(),
                String.valueOf(activity.name()),
                activity.accountId(),
                1,
                activity.occurredAt(),
                activity.occurredAt());
    }

    private static Property property(ActivityRecorded activity, String property, String value) {
        return new Property(
                activity.audienceId(),
                String.valueOf(activity.name()),
                property,
                PropertyType.of(value),
                value.isBlank() || value.length() > LONGEST_SAMPLE ? Map.of() : Map.of(value, activity.contactId()));
    }
}
