package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.backlog.BacklogTask;
import io.sillage.contacts.backlog.Work;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A tag was deleted: the contacts that carry it lose it. This starts no flow.
@ApplicationScoped
class TagTask implements BacklogTask {

    private static final int AT_ONCE = 200;

    private final AudienceRepository audiences;
    private final TagRepository tags;
    private final ContactRepository contacts;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    TagTask(
            AudienceRepository audiences,
            TagRepository tags,
            ContactRepository contacts,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.audiences = audiences;
        this.tags = tags;
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.REMOVE_TAG);
    }

    @Override
    public Uni<Boolean> step(Work work) {
        var tagId = Long.parseLong(work.subject());
        return audiences.alive(work.audienceId()).chain(found -> found.map(audience -> step(audience, tagId))
                .orElseGet(() -> Uni.createFrom().item(true)));
    }

    private Uni<Boolean> step(Audience audience, long tagId) {
        return contacts.lockTagged(tagId, AT_ONCE)
                .call(page ->
                        tags.findById(tagId).chain(tag -> announcements.announceAll(audience, changes(tag, page))))
                .map(page -> page.size() < AT_ONCE);
    }

    private List<ContactChange> changes(Tag tag, List<Contact> page) {
        var now = clock.instant();
        var changed = page.stream()
                .map(contact -> new ContactChange(
                        contact, contact.removeTag(tag).stream().toList()))
                .filter(change -> !change.changes().isEmpty())
                .toList();
        changed.forEach(change -> change.contact().touched(now));
        return changed;
    }
}
