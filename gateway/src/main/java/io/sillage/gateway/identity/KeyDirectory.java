package io.sillage.gateway.identity;

import io.sillage.gateway.identity.KeyRing.Match;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The key ring that requests look into. Empty until the topics were read once from beginning to end.
@ApplicationScoped
class KeyDirectory {

    private final AtomicReference<@Nullable KeyRing> current = new AtomicReference<>();

    Optional<Match> find(String keyHash) {
        var ring = current.get();
        return ring == null ? Optional.empty() : ring.find(keyHash);
    }

    boolean isComplete() {
        return current.get() != null;
    }

    /// Whether this ring is a new one.
    boolean become(KeyRing complete) {
        return current.getAndSet(complete) != complete;
    }
}
