package io.sillage.events.integration;

import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The integrations of accounts, for features that show those of one type in a form of their own.
@ApplicationScoped
public class AccountIntegrations {

    public record Found(List<Integration> integrations, long total) {}

    private final IntegrationRepository repository;
    private final NewIntegrations newIntegrations;
    private final Integrations known;

    AccountIntegrations(IntegrationRepository repository, NewIntegrations newIntegrations, Integrations known) {
        this.repository = repository;
        this.newIntegrations = newIntegrations;
        this.known = known;
    }

    /// Makes one and gives it a secret.
    public Uni<Integration> add(
            UUID accountId,
            IntegrationType type,
            @Nullable UUID audienceId,
            @Nullable String listId,
            Map<String, Object> settings) {
        return newIntegrations.add(accountId, type, audienceId, listId, settings);
    }

    public Uni<Found> page(UUID accountId, IntegrationType type, Page page) {
        var word = Optional.of(type.word());
        return repository
                .page(accountId, word, page)
                .chain(found -> repository.count(accountId, word).map(total -> new Found(found, total)));
    }

    /// The oldest one of which a setting has a value.
    public Uni<Optional<Integration>> find(UUID accountId, IntegrationType type, String setting, String value) {
        return repository.find(accountId, type, setting, value);
    }

    public Uni<Void> delete(Integration integration) {
        return repository
                .delete(integration.accountId(), integration.id())
                .invoke(() -> known.forget(integration.id()))
                .replaceWithVoid();
    }
}
