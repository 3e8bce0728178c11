package io.sillage.events.timeline;

import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.events.contact.ContactListener;
import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Rows of `note`: what people wrote about contacts, as contacts-service tells it.
@ApplicationScoped
class Notes implements ContactListener {

    private static final String PUT = """
            insert into note (contact_id, note_id, text, created_by, created_at, updated_at)
            select $1, $2, $3, $4, $5, $6
             where not exists (select from forgotten where id = $1)
            on conflict (contact_id, note_id) do update
               set text = excluded.text, updated_at = excluded.updated_at
             where note.updated_at <= excluded.updated_at""";

    private static final String DELETE = "delete from note where contact_id = $1 and note_id = $2";

    @Override
    public Uni<Void> prepare(List<ContactChanged> changes) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> changed(SqlConnection transaction, List<ContactChanged> changes) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(changed -> changed(transaction, changed))
                .collect()
                .last();
    }

    private static Uni<Void> changed(SqlConnection transaction, ContactChanged changed) {
        return Multi.createFrom()
                .iterable(changed.changes())
                .onItem()
                .transformToUniAndConcatenate(change -> switch (change) {
                    case Change.NoteWritten note -> put(transaction, changed, note);
                    case Change.NoteDeleted note -> delete(transaction, changed, note);
                    default -> Uni.createFrom().voidItem();
                })
                .collect()
                .last();
    }

    private static Uni<Void> put(SqlConnection transaction, ContactChanged about, Change.NoteWritten note) {
        return transaction
                .preparedQuery(PUT)
                .execute(Tuple.from(List.of(
                        about.contactId(),
                        note.noteId(),
                        note.note(),
                        note.createdBy(),
                        Columns.timestamp(note.createdAt()),
                        Columns.timestamp(note.updatedAt()))))
                .replaceWithVoid();
    }

    private static Uni<Void> delete(SqlConnection transaction, ContactChanged about, Change.NoteDeleted note) {
        return transaction
                .preparedQuery(DELETE)
                .execute(Tuple.of(about.contactId(), note.noteId()))
                .replaceWithVoid();
    }
}
