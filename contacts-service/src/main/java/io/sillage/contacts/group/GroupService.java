package io.sillage.contacts.group;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceService;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.backlog.Work.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Changes to the groups of a locked audience, and what follows for its contacts.
@ApplicationScoped
class GroupService {

    private final AudienceService audiences;
    private final Backlog backlog;

    GroupService(AudienceService audiences, Backlog backlog) {
        this.audiences = audiences;
        this.backlog = backlog;
    }

    Uni<GroupCategory> add(Audience audience, GroupCategory category) {
        return audiences.change(audience, audience.groups().with(category)).replaceWith(category);
    }

    Uni<GroupCategory> change(Audience audience, GroupCategory category) {
        return audiences.change(audience, audience.groups().replacing(category)).replaceWith(category);
    }

    /// The category is gone at once; that contacts were in its groups is forgotten in the background.
    Uni<Void> remove(Audience audience, GroupCategory category) {
        return audiences.change(audience, audience.groups().without(category)).chain(() -> Multi.createFrom()
                .iterable(category.groups())
                .onItem()
                .transformToUniAndConcatenate(group -> forget(audience, group))
                .collect()
                .last());
    }

    /// The group is gone at once; that contacts were in it is forgotten in the background.
    Uni<Void> remove(Audience audience, GroupCategory category, Group group) {
        return change(audience, category.without(group)).chain(() -> forget(audience, group));
    }

    private Uni<Void> forget(Audience audience, Group group) {
        return backlog.add(Kind.REMOVE_GROUP, audience.accountId(), audience.id(), group.id() + " " + group.name());
    }
}
