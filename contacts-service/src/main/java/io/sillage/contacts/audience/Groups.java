package io.sillage.contacts.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.AudienceChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The groups of an audience, by category.
@RegisterForReflection
public record Groups(List<GroupCategory> list) {

    public static final Groups NONE = new Groups(List.of());

    public Groups {
        list = List.copyOf(list);
    }

    public Optional<GroupCategory> category(String categoryId) {
        return list.stream()
                .filter(category -> category.id().equals(categoryId))
                .findFirst();
    }

    /// The group with this id, whatever its category.
    public Optional<Group> group(String groupId) {
        return list.stream()
                .flatMap(category -> category.group(groupId).stream())
                .findFirst();
    }

    /// All groups, in the order of their making.
    public List<Group> all() {
        return list.stream().flatMap(category -> category.groups().stream()).toList();
    }

    public boolean hasNone() {
        return all().isEmpty();
    }

    public Groups with(GroupCategory added) {
        var more = new ArrayList<>(list);
        more.add(added);
        return new Groups(more);
    }

    public Groups without(GroupCategory removed) {
        return new Groups(list.stream()
                .filter(category -> !category.id().equals(removed.id()))
                .toList());
    }

    public Groups replacing(GroupCategory changed) {
        return new Groups(list.stream()
                .map(category -> category.id().equals(changed.id()) ? changed : category)
                .toList());
    }

    List<AudienceChanged.Group> asMessage() {
        return list.stream()
                .flatMap(category -> category.groups().stream()
                        .map(group ->
                                new AudienceChanged.Group(group.id(), group.name(), category.id(), category.title())))
                .toList();
    }
}
