package io.sillage.contacts.group;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contacts.audience.Group;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.audience.GroupCategory.Type;
import io.sillage.contacts.audience.Groups;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import io.sillage.platform.id.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Reads categories and groups from requests. What a request leaves out stays as it was.
final class GroupForm {

    /// Of a whole audience, in all its categories together.
    private static final int MOST_GROUPS = 60;

    private static final int MOST_CATEGORIES = 60;
    private static final int LONGEST = 255;

    private static final Set<String> TYPES =
            Stream.of(Type.values()).map(Type::word).collect(toUnmodifiableSet());

    private GroupForm() {}

    static GroupCategory newCategory(JsonBody body, Groups groups) {
        if (groups.list().size() >= MOST_CATEGORIES) {
            body.reject("", "An audience can have at most %d interest categories.".formatted(MOST_CATEGORIES));
        }
        body.field("title").required();
        body.field("type").required();
        var order = groups.list().size();
        return category(body, new GroupCategory(Ids.newShortId(), "", Type.CHECKBOXES, order, List.of()), groups);
    }

    static GroupCategory category(JsonBody body, GroupCategory current, Groups groups) {
        var title = filled(body.field("title"), current.title());
        var taken = groups.list().stream()
                .anyMatch(other -> !other.id().equals(current.id()) && isSame(other.title(), title));
        if (taken) {
            body.reject("title", "An interest category \"%s\" already exists on this list.".formatted(title));
        }
        var changed = new GroupCategory(
                current.id(),
                title,
                body.field("type")
                        .oneOf(TYPES)
                        .map(word -> Type.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(current.type()),
                body.field("display_order").integer().orElse(current.displayOrder()),
                current.groups());
        body.verify();
        return changed;
    }

    static Group newGroup(JsonBody body, GroupCategory category, Groups groups) {
        if (groups.all().size() >= MOST_GROUPS) {
            body.reject("", "An audience can have at most %d interests.".formatted(MOST_GROUPS));
        }
        body.field("name").required();
        return group(body, new Group(Ids.newShortId(), "", category.groups().size() + 1), category);
    }

    static Group group(JsonBody body, Group current, GroupCategory category) {
        var name = filled(body.field("name"), current.name());
        var taken = category.groups().stream()
                .anyMatch(other -> !other.id().equals(current.id()) && isSame(other.name(), name));
        if (taken) {
            body.reject("name", "Cannot add \"%s\" because it already exists on the list.".formatted(name));
        }
        var changed = new Group(
                current.id(), name, body.field("display_order").integer().orElse(current.displayOrder()));
        body.verify();
        return changed;
    }

    private static String filled(JsonField field, String current) {
        if (field.isPresent()) {
            field.required();
        }
        return field.text(1, LONGEST).map(String::strip).orElse(current);
    }

    private static boolean isSame(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
