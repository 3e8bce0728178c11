package io.sillage.contacts.note;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.contacts.contact.Member;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Rows of `note`.
@ApplicationScoped
class NoteRepository implements PanacheRepositoryBase<Note, Integer> {

    Uni<List<Note>> page(Member member, NoteOrder order, Page page) {
        return page.count() == 0
                ? Uni.createFrom().item(List.of())
                : find("contactId = ?1" + order.clause(), member.contactId())
                        .range(page.offset(), page.offset() + page.count() - 1)
                        .list();
    }

    Uni<Long> count(Member member) {
        return count("contactId", member.contactId());
    }

    /// Fails with 404 if there is no such note about this member.
    Uni<Note> get(Member member, String noteId) {
        return find("contactId = ?1 and id = ?2", member.contactId(), number(noteId))
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    private static int number(String noteId) {
        try {
            return Integer.parseInt(noteId);
        } catch (NumberFormatException e) {
            throw Problem.notFound();
        }
    }

    /// The member shows its newest note from now on. Its row must be locked.
    Uni<Void> renewLast(Member member) {
        return getSession()
                .chain(session -> session.flush().chain(() -> session.createNativeQuery("""
                                        update contact set last_note =
                                               (select jsonb_build_object('noteId', n.id, 'createdBy', n.created_by,
                                                                          'createdAt', n.created_at, 'note', n.note)
                                                  from note n where n.contact_id = contact.id
                                                 order by n.created_at desc, n.id desc limit 1)
                                         where id = :contact""")
                        .setParameter("contact", member.contactId())
                        .executeUpdate()))
                .replaceWithVoid();
    }
}
