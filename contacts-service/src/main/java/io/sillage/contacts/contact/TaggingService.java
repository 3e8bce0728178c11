package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagRepository;
import io.sillage.contacts.tag.TagService;
import io.sillage.contracts.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives tags to a contact and takes them away.
@ApplicationScoped
class TaggingService {

    private final ContactRepository contacts;
    private final TagRepository tags;
    private final TagService service;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    TaggingService(
            ContactRepository contacts,
            TagRepository tags,
            TagService service,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.contacts = contacts;
        this.tags = tags;
        this.service = service;
        this.announcements = announcements;
        this.clock = clock;
    }

    Uni<Void> change(Audience audience, SubscriberKey key, TaggingForm form, Cause cause) {
        return contacts.getLocked(audience.id(), key)
                .chain(contact -> tagsOf(audience, form).map(found -> apply(form, found, contact)))
                .chain(tagged -> announcements.announce(
                        audience, tagged.contact(), tagged.changes(), cause.silent(form.isSyncing())))
                .replaceWithVoid();
    }

    /// What the form names, by [Tag#keyOf] the name: those it gives are made, those it takes away need not exist.
    private Uni<Map<String, Tag>> tagsOf(Audience audience, TaggingForm form) {
        return service.ensure(audience.accountId(), audience.id(), form.activeNames())
                .chain(given -> tags.named(audience.id(), form.inactiveKeys()).map(taken -> union(given, taken)));
    }

    private static Map<String, Tag> union(Map<String, Tag> given, List<Tag> taken) {
        var all = new HashMap<>(given);
        taken.forEach(tag -> all.put(tag.nameKey(), tag));
        return all;
    }

    private record Tagged(Contact contact, List<Change> changes) {}

    private Tagged apply(TaggingForm form, Map<String, Tag> found, Contact contact) {
        var now = clock.instant();
        var changes = new ArrayList<Change>();
        for (var entry : form.entries()) {
            var tag = Optional.ofNullable(found.get(Tag.keyOf(entry.name())));
            tag.flatMap(it -> entry.active() ? contact.addTag(it, now) : contact.removeTag(it))
                    .ifPresent(changes::add);
        }
        if (!changes.isEmpty()) {
            contact.touched(now);
        }
        return new Tagged(contact, changes);
    }
}
