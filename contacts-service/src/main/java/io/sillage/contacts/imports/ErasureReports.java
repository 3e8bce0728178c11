package io.sillage.contacts.imports;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.contact.Erasure;
import io.sillage.contacts.contact.ErasureListener;
import io.sillage.contacts.email.EmailAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// The reports of imports forget a contact that is erased.
@ApplicationScoped
class ErasureReports implements ErasureListener {

    @Override
    public Uni<Void> erasing(Erasure erasure) {
        return erasure.email().isEmpty()
                ? Uni.createFrom().voidItem()
                : forget(erasure, erasure.email().get());
    }

    private static Uni<Void> forget(Erasure erasure, EmailAddress email) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                delete from import_refusal r using import i
                                 where r.email_hash = :hash and i.id = r.import_id and i.audience_id = :audience""")
                        .setParameter("hash", email.hash())
                        .setParameter("audience", erasure.audience().id())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
