package io.sillage.local.inbox;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message as one receiver got it. What its channel does not have (the subject of an SMS, the url of an email)
/// is null.
@JsonNaming(SnakeCaseStrategy.class)
public record InboxEntry(
        String channel,
        String to,
        @Nullable String from,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String url,
        @Nullable String body,
        Map<String, String> headers,
        @Nullable String messageId,
        Instant receivedAt) {

    public static final String EMAIL = "email";

    public InboxEntry {
        requireNonNull(channel, "channel");
        requireNonNull(to, "to");
        requireNonNull(receivedAt, "receivedAt");
        headers = headers == null ? Map.of() : headers;
    }
}
