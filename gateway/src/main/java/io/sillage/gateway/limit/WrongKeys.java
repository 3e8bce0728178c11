package io.sillage.gateway.limit;

import jakarta.enterprise.context.ApplicationScoped;

/// Slows down whoever guesses keys. Right keys from the same address are not held back.
@ApplicationScoped
public class WrongKeys {

    private final AddressBuckets addresses;

    WrongKeys(LimitConfig config) {
        this.addresses =
                new AddressBuckets(config.rememberedAddresses(), config.wrongKeysPerSecond(), config.wrongKeyBurst());
    }

    /// Whether one more wrong key from this address is looked into.
    public boolean allow(String address) {
        return addresses.tryTake(address);
    }
}
