package io.sillage.events.catalogue;

import io.sillage.contracts.ActivityRecorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/// Learns names of events and their properties from what is stored.
@ApplicationScoped
public class Catalogue {

    private final CatalogueRepository repository;

    Catalogue(CatalogueRepository repository) {
        this.repository = repository;
    }

    /// To be called at the end of the transaction that stores them: from then on others who store events with the same
    /// names wait.
    ///
    /// @param stored activities that were not there before
    public Uni<Void> learn(SqlConnection transaction, Collection<ActivityRecorded> stored) {
        var seen = Seen.in(stored);
        return seen.names().isEmpty()
                ? Uni.createFrom().voidItem()
                : repository
                        .addNames(transaction, seen.names())
                        .chain(() -> repository.addProperties(transaction, seen.properties()))
                        .chain(() -> repository.addSamples(transaction, seen.properties()));
    }
}
