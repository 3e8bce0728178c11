package io.sillage.gateway.limit;

import jakarta.enterprise.context.ApplicationScoped;

/// Slows down whoever fills in sign-up forms by machine.
@ApplicationScoped
public class SignUpForms {

    private final AddressBuckets addresses;

    SignUpForms(LimitConfig config) {
        this.addresses = new AddressBuckets(config.rememberedAddresses(), config.formsPerSecond(), config.formBurst());
    }

    /// Whether one more form from this address is let through.
    public boolean allow(String address) {
        return addresses.tryTake(address);
    }
}
