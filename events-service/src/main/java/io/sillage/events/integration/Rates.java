package io.sillage.events.integration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.LongSupplier;

/// How much may come in at doors: from a sender who proves nothing by the address, from one who proves who it is by the
/// integration. What one of them uses up, the other keeps.
@ApplicationScoped
class Rates {

    private final Buckets<UUID> integrations;
    private final Buckets<String> addresses;
    private final Buckets<Pair> refusals;
    private final Buckets<Pair> visitors;

    /// Others at the same address may speak to other integrations: those who serve many come from few addresses.
    private record Pair(String address, UUID integrationId) {}

    @Inject
    Rates(IntegrationConfig config) {
        this(config, System::nanoTime);
    }

    /// @param nanos as of [System#nanoTime]
    Rates(IntegrationConfig config, LongSupplier nanos) {
        this.integrations = new Buckets<>(config.requestsPerSecond(), config.burst(), nanos);
        this.addresses = new Buckets<>(config.unprovenOfAddressPerSecond(), config.unprovenOfAddressBurst(), nanos);
        this.refusals = new Buckets<>(config.unprovenPerSecond(), config.unprovenBurst(), nanos);
        this.visitors = new Buckets<>(config.openPerSecond(), config.openBurst(), nanos);
    }

    /// Fails with 429 if too much came from an address that proved nothing.
    void requireQuiet(String address) {
        addresses.requireLeft(address);
    }

    /// As [#requireQuiet], of what came to one integration.
    void requireQuiet(String address, UUID integrationId) {
        refusals.requireLeft(new Pair(address, integrationId));
    }

    /// Something came that knows no integration.
    void refused(String address) {
        addresses.tryTake(address);
    }

    /// Something came that is not what the integration sends.
    void refused(String address, UUID integrationId) {
        addresses.tryTake(address);
        refusals.tryTake(new Pair(address, integrationId));
    }

    /// Something genuine of the integration came. Fails with 429 if that is too much.
    void takeProven(UUID integrationId) {
        integrations.take(integrationId);
    }

    /// Something came where everybody may speak. Fails with 429 if one address, or all of them, say too much; what one
    /// says too much is not taken from the others.
    void takeOpen(String address, UUID integrationId) {
        visitors.take(new Pair(address, integrationId));
        integrations.take(integrationId);
    }
}
