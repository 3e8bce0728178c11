package io.sillage.contacts.field;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceService;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.backlog.Work.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Changes to the fields of a locked audience, and what follows for its contacts.
@ApplicationScoped
class FieldService {

    private final AudienceService audiences;
    private final Backlog backlog;

    FieldService(AudienceService audiences, Backlog backlog) {
        this.audiences = audiences;
        this.backlog = backlog;
    }

    Uni<Field> add(Audience audience, Field field) {
        return audiences.change(audience, audience.fields().with(field)).replaceWith(field);
    }

    /// Contacts that have a value are told of again when its tag changed.
    Uni<Field> change(Audience audience, Field before, Field after) {
        var changed = audiences.change(audience, audience.fields().replacing(after));
        return before.tag().equals(after.tag())
                ? changed.replaceWith(after)
                : changed.chain(() -> add(audience, Kind.RENAME_FIELD, before.key() + " " + before.tag()))
                        .replaceWith(after);
    }

    /// The field is gone at once; the values follow in the background.
    Uni<Void> remove(Audience audience, Field field) {
        return audiences
                .change(audience, audience.fields().without(field))
                .chain(() -> add(audience, Kind.REMOVE_FIELD, field.key() + " " + field.tag()));
    }

    private Uni<Void> add(Audience audience, Kind kind, String subject) {
        return backlog.add(kind, audience.accountId(), audience.id(), subject);
    }
}
