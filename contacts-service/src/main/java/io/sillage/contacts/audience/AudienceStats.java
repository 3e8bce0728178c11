package io.sillage.contacts.audience;

import io.sillage.contracts.EmailStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many contacts of an audience have which status.
final class AudienceStats {

    private final Map<EmailStatus, Long> counts = new EnumMap<>(EmailStatus.class);
    private @Nullable Instant lastSubscribed;
    private @Nullable Instant lastUnsubscribed;

    void add(EmailStatus status, long count, @Nullable Instant subscribed, @Nullable Instant unsubscribed) {
        counts.put(status, count);
        lastSubscribed = later(lastSubscribed, subscribed);
        lastUnsubscribed = later(lastUnsubscribed, unsubscribed);
    }

    long count(EmailStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Nullable
    Instant lastSubscribed() {
        return lastSubscribed;
    }

    @Nullable
    Instant lastUnsubscribed() {
        return lastUnsubscribed;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
