package io.sillage.contacts.audience;

import io.sillage.contracts.EmailStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many contacts of an audience have which status, and when one last said yes or no.
record AudienceStats(
        Map<EmailStatus, Long> counts,
        @Nullable Instant lastSubscribed,
        @Nullable Instant lastUnsubscribed) {

    long count(EmailStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
