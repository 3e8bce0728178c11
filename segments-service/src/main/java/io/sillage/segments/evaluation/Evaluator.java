package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.Email;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Field;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Condition.Tagged;
import java.time.Instant;
import java.util.List;

/// Answers a [Condition] for one [Profile] at one instant. Total: it returns for every input, and never throws.
public final class Evaluator {

    private Evaluator() {}

    public static Verdict evaluate(Condition condition, Profile profile, Instant now) {
        return timeline(condition, profile, now).verdict();
    }

    /// The answer now and as long as nothing but time passes.
    public static Timeline timeline(Condition condition, Profile profile, Instant now) {
        return switch (condition) {
            case All(var conditions) -> Timeline.all(timelines(conditions, profile, now));
            case Any(var conditions) -> Timeline.any(timelines(conditions, profile, now));
            case Not(var negated) -> timeline(negated, profile, now).negated();
            case Email(var operator, var values) ->
                Timeline.constant(Comparison.ofField(profile.email(), operator, values));
            case Field(var tag, var operator, var values) ->
                Timeline.constant(Comparison.ofField(profile.field(tag), operator, values));
            case Tagged(var tagId) -> Timeline.constant(profile.carries(tagId));
            case EventHappened event ->
                Counting.timeline(event, profile.occurrences(event), profile.eventWindow(), now);
        };
    }

    private static List<Timeline> timelines(List<Condition> conditions, Profile profile, Instant now) {
        return conditions.stream().map(each -> timeline(each, profile, now)).toList();
    }
}
