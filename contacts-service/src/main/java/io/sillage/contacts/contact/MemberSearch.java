package io.sillage.contacts.contact;

import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Finds contacts by how their address or their names begin. Each way to begin is an index of its own, of which a
/// bounded part is looked at.
@ApplicationScoped
class MemberSearch {

    /// More than anybody reads, few enough to be found at once.
    static final int MOST = 1_000;

    private static final List<String> BEGINNINGS =
            List.of("lower(email) like %s", "lower(fields ->> '1') like %s", "lower(fields ->> '2') like %s");

    private final ContactRepository contacts;

    MemberSearch(ContactRepository contacts) {
        this.contacts = contacts;
    }

    /// Those with exactly this address.
    Uni<List<Contact>> withAddress(Collection<UUID> audienceIds, String emailHash) {
        return contacts.find("audienceId in ?1 and emailHash = ?2 order by id", audienceIds, emailHash)
                .list()
                .call(contacts::loadTags);
    }

    /// At most [#MOST] of those that are found, in the order in which they came.
    Uni<List<UUID>> beginningWith(Collection<UUID> audienceIds, SearchQuery query) {
        var ids = audienceIds.stream().map(UUID::toString).collect(joining(","));
        return Panache.getSession().chain(session -> {
            var select = session.createNativeQuery(sql(query.words().size()), UUID.class)
                    .setParameter("audiences", ids)
                    .setParameter("most", MOST);
            var patterns = query.patterns();
            IntStream.range(0, patterns.size()).forEach(i -> select.setParameter("word" + i, patterns.get(i)));
            return select.getResultList();
        });
    }

    private static String sql(int words) {
        var rest = IntStream.range(1, words)
                .mapToObj(i -> " and (" + anywhere(":word" + i) + ")")
                .collect(joining());
        return BEGINNINGS.stream()
                .map(beginning -> """
                        (select id from contact
                          where audience_id = any(cast(string_to_array(:audiences, ',') as uuid[]))
                            and %s%s limit :most)""".formatted(beginning.formatted(":word0"), rest))
                .collect(joining(" union ", "", " order by id limit :most"));
    }

    private static String anywhere(String word) {
        return BEGINNINGS.stream().map(beginning -> beginning.formatted(word)).collect(joining(" or "));
    }

    Uni<List<Contact>> withIds(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : contacts.find("id in ?1 order by id", ids).list().call(contacts::loadTags);
    }
}
