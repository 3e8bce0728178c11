package io.sillage.events.site;

import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Buckets;
import io.sillage.events.integration.Integration;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// How much one visitor may tell, and how much may be told of one person: a page can make up visitors, and say of each
/// that it is the same person.
@ApplicationScoped
class VisitorRates {

    private final Buckets<Visitor> visitors;
    private final Buckets<Named> persons;

    private record Visitor(UUID site, String visitor) {}

    private record Named(UUID site, Identity identity) {}

    VisitorRates(SiteConfig config) {
        this.visitors = new Buckets<>(config.visitorPerSecond(), config.visitorBurst());
        this.persons = new Buckets<>(config.identityPerSecond(), config.identityBurst());
    }

    /// Fails with 429 if it is too much.
    void take(Integration site, Beacon beacon) {
        visitors.take(new Visitor(site.id(), beacon.visitor()));
        beacon.claim().ifPresent(claim -> persons.take(new Named(site.id(), claim.identity())));
    }
}
