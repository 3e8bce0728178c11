package io.sillage.gateway.limit;

import jakarta.enterprise.context.ApplicationScoped;

/// Slows down whoever tries out links that we did not make. Links that work cost nothing, however many come from one
/// address: mailbox providers follow them for all their customers.
@ApplicationScoped
public class WrongLinks {

    private final AddressBuckets addresses;

    WrongLinks(LimitConfig config) {
        this.addresses =
                new AddressBuckets(config.rememberedAddresses(), config.wrongLinksPerSecond(), config.wrongLinkBurst());
    }

    /// Whether one more link from this address is looked at.
    public boolean allow(String address) {
        return addresses.has(address);
    }

    /// A link from this address led nowhere.
    public void count(String address) {
        addresses.tryTake(address);
    }
}
