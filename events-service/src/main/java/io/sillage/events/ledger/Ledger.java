package io.sillage.events.ledger;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.catalogue.Catalogue;
import io.sillage.events.contact.ForgottenRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Where activities are kept: by month, and never of contacts who are forgotten.
@ApplicationScoped
class Ledger {

    private final MonthRepository months;
    private final ForgottenRepository forgotten;
    private final ActivityRepository activities;
    private final Catalogue catalogue;

    Ledger(MonthRepository months, ForgottenRepository forgotten, ActivityRepository activities, Catalogue catalogue) {
        this.months = months;
        this.forgotten = forgotten;
        this.activities = activities;
        this.catalogue = catalogue;
    }

    /// To be done before the transaction begins.
    Uni<Void> makeRoom(List<ActivityRecorded> batch) {
        return months.makeRoom(batch.stream().map(ActivityRecorded::occurredAt).toList());
    }

    Uni<Void> add(SqlConnection transaction, List<ActivityRecorded> batch) {
        return forgotten
                .respect(transaction)
                .chain(() -> activities.add(transaction, batch))
                .chain(added -> catalogue.learn(transaction, added));
    }
}
