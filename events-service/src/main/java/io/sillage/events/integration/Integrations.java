package io.sillage.events.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.local.LocalReset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Finds integrations by the ids in their URLs. What is found is remembered for a moment: one that is deleted or
/// changed through another instance is still known here until then.
@ApplicationScoped
class Integrations {

    private static final Duration MEMORY = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final IntegrationRepository repository;
    private final Cache<UUID, Integration> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

    Integrations(IntegrationRepository repository) {
        this.repository = repository;
    }

    /// Fails with 404 if there is none.
    Uni<Integration> get(String hexId) {
        var id = Ids.parse(hexId).orElseThrow(Problem::notFound);
        var remembered = known.getIfPresent(id);
        return remembered != null
                ? Uni.createFrom().item(remembered)
                : repository.find(id).map(found -> remember(found));
    }

    private Integration remember(Optional<Integration> found) {
        var integration = found.orElseThrow(Problem::notFound);
        known.put(integration.id(), integration);
        return integration;
    }

    void forget(UUID id) {
        known.invalidate(id);
    }

    void reset(@Observes LocalReset reset) {
        known.invalidateAll();
    }
}
