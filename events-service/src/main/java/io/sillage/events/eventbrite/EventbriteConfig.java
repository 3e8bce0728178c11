package io.sillage.events.eventbrite;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Where Eventbrite is.
@ConfigMapping(prefix = "sillage.eventbrite")
public interface EventbriteConfig {

    /// What every URL of its API begins with. Nothing else is asked, and no token is sent anywhere else.
    @WithDefault("https://www.eventbriteapi.com/v3/")
    String url();
}
