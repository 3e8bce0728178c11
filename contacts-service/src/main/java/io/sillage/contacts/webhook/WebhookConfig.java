package io.sillage.contacts.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How webhooks are sent.
@ConfigMapping(prefix = "sillage.webhooks")
interface WebhookConfig {

    /// How long the URL of a new webhook may take to answer; the caller waits meanwhile.
    @WithDefault("3s")
    Duration validationTimeout();

    /// How long an endpoint may take to answer.
    @WithDefault("10s")
    Duration deliveryTimeout();

    /// How many deliveries to one webhook are under way at the same time.
    @WithDefault("8")
    int concurrency();

    /// How many webhooks are served at the same time.
    @WithDefault("256")
    int lanes();

    /// How long it is known what became of a delivery. A change older than this is not delivered any more.
    @WithDefault("P30D")
    Duration logRetention();
}
