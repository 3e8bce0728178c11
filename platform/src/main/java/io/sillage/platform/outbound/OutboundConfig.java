package io.sillage.platform.outbound;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Where requests to URLs that users gave us may go.
@ConfigMapping(prefix = "sillage.outbound")
public interface OutboundConfig {

    /// Host names, addresses and networks (`10.1.0.0/16`) that may be called although they are not public.
    Optional<List<String>> allowed();

    /// Addresses and networks that may not be called although they are public, such as servers of one's own.
    Optional<List<String>> denied();
}
