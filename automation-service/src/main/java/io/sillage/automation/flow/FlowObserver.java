package io.sillage.automation.flow;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/// What a feature does in the transaction that starts or ends a flow.
public interface FlowObserver {

    /// The flow was paused, and takes contacts in again.
    Uni<Void> resumed(SqlConnection transaction, int flowId, Instant now);

    /// The flow was archived, for good.
    Uni<Void> archived(SqlConnection transaction, int flowId, Instant now);
}
