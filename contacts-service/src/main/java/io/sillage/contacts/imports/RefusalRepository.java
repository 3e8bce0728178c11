package io.sillage.contacts.imports;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.email.EmailAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Rows of `import_refusal`: what the report of an import tells.
@ApplicationScoped
class RefusalRepository {

    private static final int AT_ONCE = 1_000;

    /// @param line where the row begins in the file
    /// @param address as it stands there, cut if it is very long
    record Refusal(long line, String address, String reason) {}

    Uni<Void> add(UUID importId, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into import_refusal (import_id, line, address, email_hash, reason)
                                select :id, line, address, email_hash, reason
                                  from jsonb_to_recordset(cast(cast(:refusals as text) as jsonb))
                                    as r (line bigint, address text, email_hash text, reason text)
                                on conflict do nothing""")
                        .setParameter("id", importId)
                        .setParameter("refusals", json(refusals))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static String json(List<Refusal> refusals) {
        var array = new JsonArray();
        refusals.forEach(refusal -> array.add(new JsonObject()
                .put("line", refusal.line())
                .put("address", refusal.address())
                .put("email_hash", EmailAddress.hashOf(refusal.address().strip()))
                .put("reason", refusal.reason())));
        return array.encode();
    }

    /// The next ones of the report.
    Uni<List<Refusal>> after(UUID importId, long line) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select line, address, reason from import_refusal
                                 where import_id = :id and line > :line order by line""", Object[].class)
                        .setParameter("id", importId)
                        .setParameter("line", line)
                        .setMaxResults(AT_ONCE)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Refusal((Long) row[0], (String) row[1], (String) row[2]))
                        .toList());
    }
}
