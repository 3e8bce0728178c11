package io.sillage.contacts.imports;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.AudienceRows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The imports of an audience that was deleted, with what is left of their files and their reports.
@ApplicationScoped
class AudienceImports implements AudienceRows {

    /// A batch holds some hundred rows of a file.
    private static final int BATCHES_AT_ONCE = 20;

    private static final String BATCHES = """
            delete from import_batch where (import_id, number) in (
              select batch.import_id, batch.number from import
                join import_batch batch on batch.import_id = import.id
               where import.audience_id = :audience limit :limit)""";

    private static final String REFUSALS = """
            delete from import_refusal where (import_id, line) in (
              select refusal.import_id, refusal.line from import
                join import_refusal refusal on refusal.import_id = import.id
               where import.audience_id = :audience limit :limit)""";

    /// Before their imports, as everybody locks them.
    private static final String LANES = """
            delete from import_lane where (import_id, lane) in (
              select lane.import_id, lane.lane from import
                join import_lane lane on lane.import_id = import.id
               where import.audience_id = :audience limit :limit)""";

    private static final String IMPORTS = """
            delete from import where id in (select id from import where audience_id = :audience limit :limit)""";

    @Override
    public Uni<Integer> deleteSome(UUID audienceId, int limit) {
        return delete(LANES, audienceId, limit)
                .chain(lanes -> delete(BATCHES, audienceId, BATCHES_AT_ONCE).map(batches -> lanes + batches))
                .chain(more -> delete(REFUSALS, audienceId, limit).map(refusals -> more + refusals))
                .chain(more -> more > 0 ? Uni.createFrom().item(more) : delete(IMPORTS, audienceId, limit));
    }

    private static Uni<Integer> delete(String statement, UUID audienceId, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(statement)
                .setParameter("audience", audienceId)
                .setParameter("limit", limit)
                .executeUpdate());
    }
}
