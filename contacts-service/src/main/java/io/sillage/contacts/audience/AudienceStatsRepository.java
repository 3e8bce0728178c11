package io.sillage.contacts.audience;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The numbers of audiences, whatever their size: sums that are kept, and the ends of indexes.
@ApplicationScoped
class AudienceStatsRepository {

    private final ContactCounts counts;

    AudienceStatsRepository(ContactCounts counts) {
        this.counts = counts;
    }

    /// The stats of every audience, whether it has contacts or not.
    Uni<Map<UUID, AudienceStats>> of(Collection<UUID> audienceIds) {
        return audienceIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : counts.of(audienceIds).chain(counted -> dates(audienceIds).map(rows -> rows.stream()
                        .collect(toMap(
                                row -> (UUID) row[0],
                                row -> new AudienceStats(
                                        counted.getOrDefault((UUID) row[0], Map.of()), (Instant) row[1], (Instant)
                                                row[2])))));
    }

    private static Uni<List<Object[]>> dates(Collection<UUID> audienceIds) {
        return Panache.getSession().chain(session -> session.createSelectionQuery("""
                                select a.id, (select max(c.subscribedAt) from Contact c where c.audienceId = a.id),
                                       (select max(c.unsubscribedAt) from Contact c where c.audienceId = a.id)
                                  from Audience a where a.id in :audiences""", Object[].class)
                .setParameter("audiences", audienceIds)
                .getResultList());
    }
}
