package io.sillage.segments.evaluation;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MICROS;

import io.sillage.contracts.condition.Timeframe;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// From when until when an occurrence of an event counts, by the timeframe of the condition and by how far back the
/// account's plan lets conditions see.
///
/// Both ends move with the occurrence, so a later occurrence never starts earlier, and never ends earlier either,
/// but for one exception: in a plan of calendar months, the last days of a long month end with the short month.
public record Lifespan(Timeframe timeframe, @Nullable Period eventWindow) {

    private static final Duration TICK = Duration.of(1, MICROS);
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int LONGEST_MONTH = 31;
    private static final int DAYS_THAT_ROLL_TOGETHER = 4;

    /// The instants from `start` until just before `end`.
    record Span(Instant start, Instant end) {
        boolean isEmpty() {
            return !start.isBefore(end);
        }
    }

    Span of(Instant occurredAt) {
        return new Span(
                orNever(() -> occurredAt.plus(delay())),
                earlier(endOfTimeframe(occurredAt), endOfEventWindow(occurredAt)));
    }

    /// Whether the timeframe counts occurrences of this instant at all.
    boolean accepts(Instant occurredAt) {
        return switch (timeframe) {
            case Timeframe.Between(var from, var until) ->
                (from == null || !occurredAt.isBefore(from)) && (until == null || occurredAt.isBefore(until));
            case Timeframe.Outside(var from, var until) -> occurredAt.isBefore(from) || !occurredAt.isBefore(until);
            case Timeframe.Ever _,
                    Timeframe.LastDays _,
                    Timeframe.LastMonths _,
                    Timeframe.Within _,
                    Timeframe.NotWithin _ -> true;
        };
    }

    /// No occurrence ever counts: it would have to be older than the plan lets conditions see.
    boolean isEmpty() {
        return eventWindow != null
                && !delay().isZero()
                && delay().compareTo(Duration.ofDays(
                                eventWindow.toTotalMonths() * LONGEST_MONTH + eventWindow.getDays()))
                        >= 0;
    }

    /// Whether occurrences stop counting as time passes.
    boolean ends() {
        return eventWindow != null
                || switch (timeframe) {
                    case Timeframe.LastDays _, Timeframe.LastMonths _, Timeframe.Within _ -> true;
                    case Timeframe.Ever _, Timeframe.Between _, Timeframe.Outside _, Timeframe.NotWithin _ -> false;
                };
    }

    /// Whether the plan's window ends sooner than its months say, because the month in which it ends is short.
    boolean isShortened(Instant occurredAt) {
        return hasMonths()
                && eventWindow != null
                && occurredAt.atOffset(ZoneOffset.UTC).getDayOfMonth()
                        != occurredAt
                                .atOffset(ZoneOffset.UTC)
                                .plusMonths(eventWindow.toTotalMonths())
                                .getDayOfMonth();
    }

    /// Whether the plan's window has to be reckoned by calendar months.
    public boolean hasMonths() {
        return eventWindow != null && eventWindow.toTotalMonths() != 0;
    }

    /// The latest occurrence that has started to count by this instant; the later ones are still to come.
    public Instant latestStarted(Instant at) {
        return clamp(() -> at.minus(delay()));
    }

    /// No occurrence before this one still counts at this instant. Exact unless the plan [#hasMonths].
    public Instant earliestAlive(Instant at) {
        var byTimeframe = clamp(() -> switch (timeframe) {
            case Timeframe.Within(var duration) ->
                at.minus(duration.truncatedTo(MICROS)).plus(TICK);
            case Timeframe.LastDays(var days) -> at.truncatedTo(DAYS).minus(Duration.ofDays(days));
            case Timeframe.LastMonths(var months) -> startOf(dateOf(at).minusMonths(months));
            case Timeframe.Ever _, Timeframe.Between _, Timeframe.Outside _, Timeframe.NotWithin _ -> EARLIEST;
        });
        var byPlan = clamp(() -> eventWindow == null ? EARLIEST : earliestInEventWindow(eventWindow, at));
        return byPlan.isAfter(byTimeframe) ? byPlan : byTimeframe;
    }

    private Instant earliestInEventWindow(Period window, Instant at) {
        var start = at.atOffset(ZoneOffset.UTC).minus(window).toInstant();
        return hasMonths() ? start.minus(Duration.ofDays(DAYS_THAT_ROLL_TOGETHER)) : start.plus(TICK);
    }

    private Duration delay() {
        return timeframe instanceof Timeframe.NotWithin(var duration) ? duration.truncatedTo(MICROS) : Duration.ZERO;
    }

    private Instant endOfTimeframe(Instant occurredAt) {
        return switch (timeframe) {
            case Timeframe.Within(var duration) -> orNever(() -> occurredAt.plus(duration.truncatedTo(MICROS)));
            case Timeframe.LastDays(var days) ->
                orNever(() -> startOf(dateOf(occurredAt).plusDays(days + 1L)));
            case Timeframe.LastMonths(var months) -> orNever(() -> startOf(firstDayAfter(dateOf(occurredAt), months)));
            case Timeframe.Ever _, Timeframe.Between _, Timeframe.Outside _, Timeframe.NotWithin _ -> Verdict.NEVER;
        };
    }

    private Instant endOfEventWindow(Instant occurredAt) {
        var window = eventWindow;
        return window == null
                ? Verdict.NEVER
                : orNever(() -> occurredAt.atOffset(ZoneOffset.UTC).plus(window).toInstant());
    }

    /// The first day whose same day `months` months earlier lies after `day`.
    private static LocalDate firstDayAfter(LocalDate day, int months) {
        var candidate = day.plusMonths(months).plusDays(1);
        while (!candidate.minusMonths(months).isAfter(day)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    private static LocalDate dateOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    private static Instant orNever(Supplier<Instant> end) {
        return calculated(end).filter(LATEST::isAfter).orElse(Verdict.NEVER);
    }

    private static Instant clamp(Supplier<Instant> bound) {
        return calculated(bound).filter(EARLIEST::isBefore).orElse(EARLIEST);
    }

    private static Optional<Instant> calculated(Supplier<Instant> instant) {
        try {
            return Optional.of(instant.get());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty(); // further away than calendars reach
        }
    }
}
