package io.sillage.contacts.audience;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contracts.EmailStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Counts contacts, from an index that has all that is asked.
@ApplicationScoped
class AudienceStatsRepository {

    /// The stats of every audience, whether it has contacts or not.
    Uni<Map<UUID, AudienceStats>> of(Collection<UUID> audienceIds) {
        if (audienceIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("""
                                select audienceId, status, count(*), max(subscribedAt), max(unsubscribedAt)
                                  from Contact where audienceId in :audiences group by audienceId, status""", Object[].class)
                        .setParameter("audiences", audienceIds)
                        .getResultList())
                .map(rows -> byAudience(audienceIds, rows));
    }

    private static Map<UUID, AudienceStats> byAudience(Collection<UUID> audienceIds, List<Object[]> rows) {
        var stats = audienceIds.stream().collect(toMap(Function.identity(), _ -> new AudienceStats()));
        for (var row : rows) {
            var ofAudience = stats.get((UUID) row[0]);
            ofAudience.add((EmailStatus) row[1], (Long) row[2], (Instant) row[3], (Instant) row[4]);
        }
        return stats;
    }
}
