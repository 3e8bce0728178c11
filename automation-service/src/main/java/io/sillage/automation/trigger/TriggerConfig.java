package io.sillage.automation.trigger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long things that happen can still start flows.
@ConfigMapping(prefix = "sillage.trigger")
interface TriggerConfig {

    /// What was reported later than this after it had occurred starts nothing.
    @WithDefault("PT72H")
    Duration longestDelay();

    /// How long an entry waits for a contact that is not known here yet.
    @WithDefault("PT10M")
    Duration contactPatience();

    /// How long an entry waits for the news that an unsubscribed contact has just subscribed.
    @WithDefault("PT2S")
    Duration statusPatience();

    /// How long an entry waits for the answer to its filter.
    @WithDefault("PT72H")
    Duration answerPatience();
}
