package io.sillage.contacts.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Groups that belong together, and how forms show them (an interest category of the API).
///
/// @param id 10 hex digits
@RegisterForReflection
public record GroupCategory(String id, String title, Type type, int displayOrder, List<Group> groups) {

    public GroupCategory {
        groups = List.copyOf(groups);
    }

    /// How forms show the groups of a category.
    public enum Type {
        CHECKBOXES,
        DROPDOWN,
        RADIO,
        HIDDEN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether a contact chooses one group at the most.
        public boolean isChoiceOfOne() {
            return this == DROPDOWN || this == RADIO;
        }
    }

    public Optional<Group> group(String groupId) {
        return groups.stream().filter(group -> group.id().equals(groupId)).findFirst();
    }

    public GroupCategory with(Group added) {
        var more = new ArrayList<>(groups);
        more.add(added);
        return new GroupCategory(id, title, type, displayOrder, more);
    }

    public GroupCategory without(Group removed) {
        return new GroupCategory(
                id,
                title,
                type,
                displayOrder,
                groups.stream()
                        .filter(group -> !group.id().equals(removed.id()))
                        .toList());
    }

    public GroupCategory replacing(Group changed) {
        return new GroupCategory(
                id,
                title,
                type,
                displayOrder,
                groups.stream()
                        .map(group -> group.id().equals(changed.id()) ? changed : group)
                        .toList());
    }
}
