package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.backlog.BacklogTask;
import io.sillage.contacts.backlog.Work;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.contracts.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A field was removed, or got another tag: contacts lose their value, or are told of again under the new tag.
/// Nothing of this starts a flow.
@ApplicationScoped
class FieldTask implements BacklogTask {

    private static final int AT_ONCE = 200;

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    FieldTask(
            AudienceRepository audiences,
            ContactRepository contacts,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.REMOVE_FIELD, Kind.RENAME_FIELD);
    }

    /// What the subject of the work says: the key of the field, and the tag that it had.
    private record Former(String key, String tag) {
        static Former parse(String subject) {
            var parts = subject.split(" ", 2);
            return new Former(parts[0], parts[1]);
        }
    }

    @Override
    public Uni<Boolean> step(Work work) {
        return audiences.alive(work.audienceId()).chain(found -> found.map(audience -> step(work, audience))
                .orElseGet(() -> Uni.createFrom().item(true)));
    }

    private Uni<Boolean> step(Work work, Audience audience) {
        return contacts.lockNext(audience.id(), work.position(), AT_ONCE)
                .call(page -> announcements.announceAll(audience, changes(work, audience, page)))
                .invoke(page ->
                        page.stream().map(Contact::id).reduce((_, last) -> last).ifPresent(work::continueAfter))
                .map(page -> page.size() < AT_ONCE);
    }

    private List<ContactChange> changes(Work work, Audience audience, List<Contact> page) {
        var former = Former.parse(work.subject());
        var now = clock.instant();
        var changed = page.stream()
                .map(contact -> new ContactChange(contact, changes(work, audience, contact, former)))
                .filter(change -> !change.changes().isEmpty())
                .toList();
        changed.forEach(change -> change.contact().touched(now));
        return changed;
    }

    private static List<Change> changes(Work work, Audience audience, Contact contact, Former former) {
        var value = contact.field(former.key());
        if (value == null) {
            return List.of();
        }
        return switch (work.kind()) {
            case REMOVE_FIELD ->
                contact.changeField(former.key(), former.tag(), "").stream().toList();
            case RENAME_FIELD ->
                current(audience, former).stream()
                        .flatMap(field -> Stream.<Change>of(
                                new Change.FieldChanged(former.tag(), value, null),
                                new Change.FieldChanged(field.tag(), null, value)))
                        .toList();
            case PURGE_AUDIENCE, REMOVE_TAG, REMOVE_GROUP, REMOVE_WEBHOOK -> List.of();
        };
    }

    private static Optional<Field> current(Audience audience, Former former) {
        return audience.fields().list().stream()
                .filter(field -> field.key().equals(former.key()))
                .findFirst();
    }
}
