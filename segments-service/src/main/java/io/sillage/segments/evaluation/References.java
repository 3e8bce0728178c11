package io.sillage.segments.evaluation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.Email;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Field;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Condition.Tagged;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a condition reads. A change of anything else cannot change its answer.
public record References(boolean email, Set<String> fields, Set<Long> tags, Set<EventHappened> events) {

    public static References of(Condition condition) {
        var leaves = leaves(condition).toList();
        return new References(
                leaves.stream().anyMatch(Email.class::isInstance),
                only(leaves, Field.class).map(Field::tag).collect(toUnmodifiableSet()),
                only(leaves, Tagged.class).map(Tagged::tagId).collect(toUnmodifiableSet()),
                only(leaves, EventHappened.class).collect(toUnmodifiableSet()));
    }

    /// Whether an event with this name and these properties may matter.
    public boolean reads(String name, Map<String, String> properties) {
        return events.stream().anyMatch(event -> EventMatch.accepts(event, name, properties));
    }

    public boolean readsField(Collection<String> changed) {
        return changed.stream().anyMatch(fields::contains);
    }

    public boolean readsTag(Collection<Long> changed) {
        return changed.stream().anyMatch(tags::contains);
    }

    private static <T extends Condition> Stream<T> only(List<Condition> leaves, Class<T> type) {
        return leaves.stream().filter(type::isInstance).map(type::cast);
    }

    private static Stream<Condition> leaves(Condition condition) {
        return switch (condition) {
            case All(var conditions) -> conditions.stream().flatMap(References::leaves);
            case Any(var conditions) -> conditions.stream().flatMap(References::leaves);
            case Not(var negated) -> leaves(negated);
            case Email _, Field _, Tagged _, EventHappened _ -> Stream.of(condition);
        };
    }
}
