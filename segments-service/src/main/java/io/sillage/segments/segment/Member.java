package io.sillage.segments.segment;

import io.sillage.contracts.EmailStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A contact as a member of a segment.
record Member(
        UUID contactId,
        String email,
        String emailHash,
        String status,
        Map<String, Object> fields,
        List<TagName> tags,
        List<String> groups,
        @Nullable Note lastNote,
        String language,
        boolean vip,
        String emailType,
        String source,
        @Nullable Instant createdAt,
        @Nullable Instant subscribedAt,
        @Nullable Instant changedAt) {

    record TagName(long id, String name) {}

    record Note(int id, String note, String createdBy, Instant createdAt) {}

    boolean isSubscribed() {
        return status.equals(EmailStatus.SUBSCRIBED.word());
    }

    boolean carries(long tagId) {
        return tags.stream().anyMatch(tag -> tag.id() == tagId);
    }
}
