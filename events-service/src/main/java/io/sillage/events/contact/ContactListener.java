package io.sillage.events.contact;

import io.sillage.contracts.ContactChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/// Takes part in the transaction in which changes of contacts are stored.
public interface ContactListener {

    /// Before the transaction begins.
    Uni<Void> prepare(List<ContactChanged> changes);

    /// In the order in which they happened to each contact. They may come again.
    Uni<Void> changed(SqlConnection transaction, List<ContactChanged> changes);
}
