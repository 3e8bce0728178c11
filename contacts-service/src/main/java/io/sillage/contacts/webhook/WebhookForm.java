package io.sillage.contacts.webhook;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.outbound.OutboundUrl;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a request says of a webhook. What it leaves out stays as it was.
record WebhookForm(Optional<OutboundUrl> url, WebhookFilter filter, boolean signingEnabled) {

    /// An object of switches that was sent says it all: what it does not name is off.
    static WebhookForm create(JsonBody body) {
        body.field("url").required();
        var none = new WebhookFilter(Set.of(), Set.of());
        var filter = new WebhookFilter(
                events(body, WebhookFilter.DEFAULT.events(), none.events()),
                sources(body, WebhookFilter.DEFAULT.sources(), none.sources()));
        return read(body, filter, true);
    }

    static WebhookForm change(JsonBody body, Webhook current) {
        var before = current.filter();
        var filter = new WebhookFilter(
                events(body, before.events(), before.events()), sources(body, before.sources(), before.sources()));
        return read(body, filter, current.signingEnabled());
    }

    private static WebhookForm read(JsonBody body, WebhookFilter filter, boolean signing) {
        if (body.has("url")) {
            body.field("url").required();
        }
        var url = body.field("url").text().filter(text -> !text.isBlank()).flatMap(text -> url(body, text));
        var form = new WebhookForm(
                url, filter, body.field("signing_enabled").bool().orElse(signing));
        body.verify();
        return form;
    }

    private static Optional<OutboundUrl> url(JsonBody body, String text) {
        try {
            return Optional.of(OutboundUrl.parse(text.strip()));
        } catch (IllegalArgumentException e) {
            body.reject("url", e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<WebhookEvent> events(JsonBody body, Set<WebhookEvent> ifAbsent, Set<WebhookEvent> before) {
        return body.field("events")
                .object()
                .map(sent -> switched(sent, WebhookEvent.values(), WebhookEvent::word, before))
                .orElse(ifAbsent);
    }

    private static Set<ChangeSource> sources(JsonBody body, Set<ChangeSource> ifAbsent, Set<ChangeSource> before) {
        return body.field("sources")
                .object()
                .map(sent -> switched(sent, ChangeSource.values(), ChangeSource::word, before))
                .orElse(ifAbsent);
    }

    private static <T> Set<T> switched(JsonBody sent, T[] all, Function<T, String> word, Set<T> before) {
        return Stream.of(all)
                .filter(each -> sent.field(word.apply(each)).bool().orElse(before.contains(each)))
                .collect(toUnmodifiableSet());
    }
}
