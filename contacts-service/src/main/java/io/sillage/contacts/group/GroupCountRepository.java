package io.sillage.contacts.group;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Counts subscribed contacts by group, from the index of those that are in any.
@ApplicationScoped
class GroupCountRepository {

    /// Groups without anybody are missing.
    Uni<Map<String, Long>> of(UUID audienceId, Collection<String> groupIds) {
        if (groupIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select member.id, count(*)
                                  from contact c cross join unnest(c.groups) as member(id)
                                 where c.groups && string_to_array(:groups, ',')
                                   and c.audience_id = :audience and c.status = 'subscribed'
                                 group by member.id""", Object[].class)
                        .setParameter("groups", String.join(",", groupIds))
                        .setParameter("audience", audienceId)
                        .getResultList())
                .map(GroupCountRepository::byGroup);
    }

    private static Map<String, Long> byGroup(List<Object[]> rows) {
        return rows.stream().collect(toUnmodifiableMap(row -> (String) row[0], row -> (Long) row[1]));
    }
}
