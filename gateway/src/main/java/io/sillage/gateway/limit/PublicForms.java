package io.sillage.gateway.limit;

import jakarta.enterprise.context.ApplicationScoped;

/// Slows down whoever fills in by machine what is for people: sign-up forms and surveys.
@ApplicationScoped
public class PublicForms {

    private final AddressBuckets addresses;

    PublicForms(LimitConfig config) {
        this.addresses = new AddressBuckets(config.rememberedAddresses(), config.formsPerSecond(), config.formBurst());
    }

    /// Whether one more form from this address is let through.
    public boolean allow(String address) {
        return addresses.tryTake(address);
    }
}
