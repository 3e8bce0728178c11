package io.sillage.automation.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/// What a feature stores about contacts, and therefore has to forget with them.
public interface PersonalData {

    /// Deletes everything about these contacts.
    Uni<Void> forgetContacts(SqlConnection transaction, UUID[] contactIds);

    /// Deletes at most `limit` rows of an audience and emits how many it found.
    Uni<Integer> forgetAudience(SqlConnection transaction, UUID audienceId, int limit);
}
