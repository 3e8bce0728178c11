package io.sillage.events.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How contacts are found.
@ConfigMapping(prefix = "sillage.contacts")
public interface ContactsConfig {

    /// How long to wait for a contact that may have been created just now, before saying that there is none.
    @WithDefault("1s")
    Duration patience();

    /// How many contacts are kept in memory.
    @WithDefault("100000")
    int cacheSize();

    /// How long a change that another instance consumed may stay unnoticed by this one.
    @WithDefault("5s")
    Duration cacheTtl();
}
