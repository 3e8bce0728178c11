package io.sillage.events.integration;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes integrations and changes them, so that what they speak of is there.
@ApplicationScoped
public class NewIntegrations {

    private static final int SECRET_BYTES = 32;

    private final IntegrationRepository repository;
    private final List<SettingsCheck> checks;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    NewIntegrations(IntegrationRepository repository, @All List<SettingsCheck> checks, InstantSource clock) {
        this.repository = repository;
        this.checks = checks;
        this.clock = clock;
    }

    /// Fails with 400 if its settings speak of something that is not there.
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
        return check(integration)
                .chain(() -> repository.add(integration))
                .invoke(() -> Log.infof(
                        "Integration made integration=%s type=%s account=%s", integration.id(), type.word(), accountId))
                .replaceWith(integration);
    }

    Uni<Integration> change(Integration integration, Map<String, Object> settings) {
        var changed = integration.with(settings, integration.secret(), clock.instant());
        return check(changed).chain(() -> repository.change(changed)).replaceWith(changed);
    }

    private Uni<Void> check(Integration integration) {
        return checks.stream()
                .filter(check -> check.type() == integration.type())
                .findFirst()
                .map(check -> check.check(integration))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /// Gives the integration another secret; the one before is worth nothing from now on.
    Uni<Integration> renewSecret(Integration integration) {
        var renewed = integration.with(integration.settings(), newSecret(), clock.instant());
        return repository
                .change(renewed)
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
