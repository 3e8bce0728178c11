package io.sillage.automation.enrollment;

import io.sillage.automation.contact.PersonalData;
import io.sillage.automation.flow.FlowObserver;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/// What happens to walks when their flow, their contact or their audience does something.
@ApplicationScoped
class EnrollmentUpkeep implements FlowObserver, PersonalData {

    private static final String ARCHIVED = "The journey was archived.";

    private final EnrollmentRepository enrollments;

    EnrollmentUpkeep(EnrollmentRepository enrollments) {
        this.enrollments = enrollments;
    }

    @Override
    public Uni<Void> resumed(SqlConnection transaction, int flowId, Instant now) {
        return enrollments.releaseHeld(transaction, flowId, now);
    }

    @Override
    public Uni<Void> archived(SqlConnection transaction, int flowId, Instant now) {
        return enrollments.exitAll(transaction, flowId, ARCHIVED, now);
    }

    @Override
    public Uni<Void> forgetContacts(SqlConnection transaction, UUID[] contactIds) {
        return transaction
                .preparedQuery("delete from enrollment where contact_id = any($1)")
                .execute(Tuple.of(contactIds))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> forgetAudience(SqlConnection transaction, UUID audienceId, int limit) {
        return transaction
                .preparedQuery("""
                        delete from enrollment where enrollment_id in
                               (select enrollment_id from enrollment where audience_id = $1 limit $2)""")
                .execute(Tuple.of(audienceId, limit))
                .map(RowSet::rowCount);
    }
}
