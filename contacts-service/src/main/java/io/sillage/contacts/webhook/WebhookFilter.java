package io.sillage.contacts.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.EnumSet;
import java.util.Set;

/// Which changes a webhook is told of, from which sources.
@RegisterForReflection
record WebhookFilter(Set<WebhookEvent> events, Set<ChangeSource> sources) {

    /// Everything, but not what the account's own programs did: they would hear their echo.
    static final WebhookFilter DEFAULT =
            new WebhookFilter(EnumSet.allOf(WebhookEvent.class), Set.of(ChangeSource.USER, ChangeSource.ADMIN));

    WebhookFilter {
        events = Set.copyOf(events);
        sources = Set.copyOf(sources);
    }

    boolean wants(WebhookEvent event, ChangeSource source) {
        return events.contains(event) && sources.contains(source);
    }
}
