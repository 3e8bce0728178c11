package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Group;
import io.sillage.contracts.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a contact chose of what its audience offers: groups and permissions, by their ids.
@Embeddable
class Choices {

    @Column(name = "groups")
    private String[] groups = {};

    @Column(name = "permissions")
    private String[] permissions = {};

    Optional<Change> join(Group group) {
        if (isIn(group.id())) {
            return Optional.empty();
        }
        groups = with(groups, group.id());
        return Optional.of(new Change.GroupJoined(group.id(), group.name()));
    }

    Optional<Change> leave(Group group) {
        if (!isIn(group.id())) {
            return Optional.empty();
        }
        groups = without(groups, group.id());
        return Optional.of(new Change.GroupLeft(group.id(), group.name()));
    }

    Optional<Change> permit(String permissionId, boolean enabled) {
        if (permits(permissionId) == enabled) {
            return Optional.empty();
        }
        permissions = enabled ? with(permissions, permissionId) : without(permissions, permissionId);
        return Optional.of(new Change.PermissionChanged(permissionId, enabled));
    }

    boolean isIn(String groupId) {
        return Set.of(groups).contains(groupId);
    }

    boolean permits(String permissionId) {
        return Set.of(permissions).contains(permissionId);
    }

    List<String> groups() {
        return List.of(groups);
    }

    List<String> permissions() {
        return List.of(permissions);
    }

    private static String[] with(String[] ids, String added) {
        var more = new LinkedHashSet<>(Arrays.asList(ids));
        more.add(added);
        return more.toArray(String[]::new);
    }

    private static String[] without(String[] ids, String removed) {
        return Arrays.stream(ids).filter(id -> !id.equals(removed)).toArray(String[]::new);
    }
}
