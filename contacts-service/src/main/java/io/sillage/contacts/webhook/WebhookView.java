package io.sillage.contacts.webhook;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A webhook as the API shows it.
///
/// @param signingSecret only in the answer to its making
/// @param disabledAt of one that is not called any more, because it said that it is gone
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookView(
        String id,
        String url,
        Map<String, Boolean> events,
        Map<String, Boolean> sources,
        boolean signingEnabled,
        @Nullable String signingSecret,
        @Nullable String disabledAt,
        String listId,
        @JsonProperty("_links") List<Link> links) {

    static WebhookView of(Webhook webhook, String listId, List<Link> links) {
        return view(webhook, null, listId, links);
    }

    static WebhookView withSecret(Webhook webhook, String listId, List<Link> links) {
        return view(webhook, webhook.secret(), listId, links);
    }

    private static WebhookView view(Webhook webhook, @Nullable String secret, String listId, List<Link> links) {
        var filter = webhook.filter();
        return new WebhookView(
                webhook.hookId(),
                webhook.url(),
                switches(WebhookEvent.values(), WebhookEvent::word, filter.events()),
                switches(ChangeSource.values(), ChangeSource::word, filter.sources()),
                webhook.signingEnabled(),
                secret,
                webhook.disabledAt() == null ? null : ApiTime.format(webhook.disabledAt()),
                listId,
                links);
    }

    private static <T> Map<String, Boolean> switches(T[] all, Function<T, String> word, Set<T> on) {
        return Stream.of(all).collect(toMap(word, on::contains, (first, _) -> first, LinkedHashMap::new));
    }
}
