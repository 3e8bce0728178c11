package io.sillage.platform.local;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// What deleting everything spares.
@ConfigMapping(prefix = "sillage.local-reset")
public interface LocalConfig {

    /// Tables whose rows stay.
    Optional<List<String>> keptTables();
}
