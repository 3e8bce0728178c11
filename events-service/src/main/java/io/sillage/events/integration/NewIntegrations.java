package io.sillage.events.integration;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes integrations, and their secrets.
@ApplicationScoped
public class NewIntegrations {

    private static final int SECRET_BYTES = 32;

    private final IntegrationRepository repository;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    NewIntegrations(IntegrationRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    public Uni<Integration> add(
            UUID accountId,
            IntegrationType type,
            @Nullable UUID audienceId,
            @Nullable String listId,
            Map<String, Object> settings) {
        var now = clock.instant();
        // not of version 7: the time of its making is nobody's business who sees the URL
        var integration = new Integration(
                UUID.randomUUID(), accountId, type, audienceId, listId, settings, newSecret(), now, now);
        return repository
                .add(integration)
                .invoke(() -> Log.infof(
                        "Integration made integration=%s type=%s account=%s", integration.id(), type.word(), accountId))
                .replaceWith(integration);
    }

    /// Gives the integration another secret; the one before is worth nothing from now on.
    Uni<Integration> renewSecret(Integration integration) {
        var now = clock.instant();
        var renewed = new Integration(
                integration.id(),
                integration.accountId(),
                integration.type(),
                integration.audienceId(),
                integration.listId(),
                integration.settings(),
                newSecret(),
                integration.createdAt(),
                now);
        return repository
                .changeSecret(renewed)
                .invoke(() -> Log.infof(
                        "Secret of integration renewed integration=%s account=%s",
                        integration.id(), integration.accountId()))
                .replaceWith(renewed);
    }

    private String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
