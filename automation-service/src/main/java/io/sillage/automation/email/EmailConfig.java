package io.sillage.automation.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How emails are handed over to the mail server.
@ConfigMapping(prefix = "sillage.email")
interface EmailConfig {

    /// The part of every Message-ID after the @.
    @WithDefault("sillage.localhost")
    String messageIdDomain();

    /// Where the provider says whether it has a message: the Message-ID is appended, 200 = yes, 404 = no.
    Optional<URI> lookupUrl();

    /// Whether emails of flows tell us that they are opened and which of their links are followed.
    @WithDefault("true")
    boolean tracking();

    /// How many batches are handed over at the same time; a slow one holds up only itself.
    @WithDefault("4")
    int lanes();

    /// How many emails are in a batch.
    @WithDefault("32")
    int batchSize();

    /// How many emails of a batch are handed over at the same time.
    @WithDefault("8")
    int concurrency();

    /// After this time it is unknown whether the mail server took an email.
    @WithDefault("60s")
    Duration handoverTimeout();

    /// How long ago an instance that is gone must have begun to hand over before another finds out what became of it.
    @WithDefault("10s")
    Duration lostAfter();

    /// How long the mail server may put off an email before it counts as failed.
    @WithDefault("PT72H")
    Duration giveUpAfter();
}
