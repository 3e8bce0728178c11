package io.sillage.contracts.condition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which events count, by when they occurred.
///
/// Calendar days are days in UTC. A moving window is compared with the instant of evaluation.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = Timeframe.Ever.class, name = "ever"),
    @Type(value = Timeframe.Between.class, name = "between"),
    @Type(value = Timeframe.Outside.class, name = "outside"),
    @Type(value = Timeframe.LastDays.class, name = "last_days"),
    @Type(value = Timeframe.LastMonths.class, name = "last_months"),
    @Type(value = Timeframe.Within.class, name = "within"),
    @Type(value = Timeframe.NotWithin.class, name = "not_within")
})
public sealed interface Timeframe {

    Timeframe EVER = new Ever();

    record Ever() implements Timeframe {}

    /// From `from` (included, `null` = always) until `until` (excluded, `null` = for ever).
    record Between(@Nullable Instant from, @Nullable Instant until) implements Timeframe {}

    /// Before `from` or at or after `until`.
    record Outside(Instant from, Instant until) implements Timeframe {
        public Outside {
            requireNonNull(from, "from");
            requireNonNull(until, "until");
        }
    }

    /// Since 00:00 UTC `days` days ago.
    record LastDays(int days) implements Timeframe {}

    /// Since 00:00 UTC of the same day of the month `months` months ago.
    record LastMonths(int months) implements Timeframe {}

    /// Less than `duration` ago, to the second and finer.
    record Within(Duration duration) implements Timeframe {
        public Within {
            requireNonNull(duration, "duration");
        }
    }

    /// `duration` ago or longer.
    record NotWithin(Duration duration) implements Timeframe {
        public NotWithin {
            requireNonNull(duration, "duration");
        }
    }
}
