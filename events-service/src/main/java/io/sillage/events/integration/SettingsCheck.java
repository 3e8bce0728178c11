package io.sillage.events.integration;

import io.smallrye.mutiny.Uni;

/// What only the feature that an integration belongs to can say of its settings.
public interface SettingsCheck {

    IntegrationType type();

    /// Fails with 400, and names the setting, if something that it speaks of is not there.
    ///
    /// @param integration as it is to be
    Uni<Void> check(Integration integration);
}
