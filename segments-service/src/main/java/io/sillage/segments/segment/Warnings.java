package io.sillage.segments.segment;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Timeframe;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody should know who asks for more than the account's plan lets conditions see.
final class Warnings {

    private Warnings() {}

    /// One for each condition that looks further back than the plan does.
    static List<String> of(Condition condition, @Nullable Period eventWindow, Instant now) {
        if (eventWindow == null) {
            return List.of();
        }
        var warnings = new ArrayList<String>();
        collect(condition, "options", eventWindow, now, warnings);
        return warnings;
    }

    private static void collect(
            Condition condition, String path, Period eventWindow, Instant now, List<String> warnings) {
        switch (condition) {
            case All(var conditions) -> collect(conditions, path, eventWindow, now, warnings);
            case Any(var conditions) -> collect(conditions, path, eventWindow, now, warnings);
            case Not(var negated) -> collect(negated, path, eventWindow, now, warnings);
            case EventHappened event -> {
                if (looksBeyond(event.timeframe(), eventWindow, now)) {
                    warnings.add(
                            "%s: on this plan, conditions see the events of the last %s; older ones are not counted."
                                    .formatted(path, inWords(eventWindow)));
                }
            }
            case Condition.Email _, Condition.Field _, Condition.Tagged _ -> {} // no events
        }
    }

    private static void collect(
            List<Condition> conditions, String path, Period eventWindow, Instant now, List<String> warnings) {
        for (var i = 0; i < conditions.size(); i++) {
            collect(conditions.get(i), path + ".conditions." + i, eventWindow, now, warnings);
        }
    }

    private static boolean looksBeyond(Timeframe timeframe, Period eventWindow, Instant now) {
        var today = now.atOffset(ZoneOffset.UTC);
        var seenFrom = today.minus(eventWindow).toInstant();
        return switch (timeframe) {
            case Timeframe.Ever _ -> false; // means: as far as there are events
            case Timeframe.Between(var from, var _) -> from == null || from.isBefore(seenFrom);
            case Timeframe.Outside _ -> true;
            case Timeframe.LastDays(var days) ->
                today.minusDays(days).toInstant().isBefore(seenFrom);
            case Timeframe.LastMonths(var months) ->
                today.minusMonths(months).toInstant().isBefore(seenFrom);
            case Timeframe.Within(var duration) -> now.minus(duration).isBefore(seenFrom);
            case Timeframe.NotWithin _ -> true;
        };
    }

    private static String inWords(Period eventWindow) {
        return eventWindow.toTotalMonths() > 0
                ? eventWindow.toTotalMonths() + " months"
                : eventWindow.getDays() + " days";
    }
}
