package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.backlog.BacklogTask;
import io.sillage.contacts.backlog.Work;
import io.sillage.contacts.backlog.Work.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A group was deleted: the contacts that are in it are in it no more. That is not leaving it, and starts no flow.
@ApplicationScoped
class GroupTask implements BacklogTask {

    private static final int AT_ONCE = 200;

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    GroupTask(
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
        return Set.of(Kind.REMOVE_GROUP);
    }

    /// What the subject of the work says: the id of the group and its name.
    private static Group former(Work work) {
        var parts = work.subject().split(" ", 2);
        return new Group(parts[0], parts[1], 0);
    }

    @Override
    public Uni<Boolean> step(Work work) {
        return audiences.alive(work.audienceId()).chain(found -> found.map(audience -> step(audience, former(work)))
                .orElseGet(() -> Uni.createFrom().item(true)));
    }

    private Uni<Boolean> step(Audience audience, Group group) {
        return contacts.lockInGroup(group.id(), AT_ONCE)
                .call(page -> announcements.announceAll(audience, changes(group, page)))
                .map(page -> page.size() < AT_ONCE);
    }

    private List<ContactChange> changes(Group group, List<Contact> page) {
        var now = clock.instant();
        var changed = page.stream()
                .map(contact -> new ContactChange(
                        contact, contact.choices().leave(group).stream().toList()))
                .filter(change -> !change.changes().isEmpty())
                .toList();
        changed.forEach(change -> change.contact().touched(now));
        return changed;
    }
}
