package io.sillage.events.commerce;

import io.sillage.events.contact.Identity;
import io.sillage.events.newcomer.Newcomers;
import io.sillage.events.newcomer.Newcomers.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/// Records facts of customers in the transaction that they follow from.
@ApplicationScoped
class Facts {

    private final Newcomers newcomers;

    Facts(Newcomers newcomers) {
        this.newcomers = newcomers;
    }

    Uni<Void> record(SqlConnection transaction, Store store, Thing customer, List<Fact> facts, Instant now) {
        return record(transaction, store, Customers.identity(customer), facts, now);
    }

    /// @param who it is said to be, who may be no customer yet
    Uni<Void> record(SqlConnection transaction, Store store, Identity who, List<Fact> facts, Instant now) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var person = new Person(store.accountId(), store.audienceId(), who);
        return newcomers.record(transaction, person, contactId -> facts.stream()
                .map(fact -> fact.recorded(store, contactId, now))
                .toList());
    }
}
