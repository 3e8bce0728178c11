package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What messages about contacts leave out: the internet addresses of people.
@ApplicationScoped
public class AddressBook {

    /// Those of the contacts that exist.
    public Uni<Map<UUID, Addresses>> of(Collection<UUID> contactIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select id, ipSignup, ipOpt from Contact where id in :ids", Object[].class)
                        .setParameter("ids", contactIds)
                        .getResultList())
                .map(AddressBook::byContact);
    }

    private static Map<UUID, Addresses> byContact(List<Object[]> rows) {
        return rows.stream()
                .collect(toMap(row -> (UUID) row[0], row -> new Addresses((String) row[1], (String) row[2])));
    }
}
