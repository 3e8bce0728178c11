package io.sillage.contacts.audience;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contacts.audience.Field.Options;
import io.sillage.contacts.audience.Field.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The fields of an audience.
///
/// @param lastId the highest id that a field ever had
@RegisterForReflection
public record Fields(int lastId, List<Field> list) {

    public Fields {
        list = List.copyOf(list);
    }

    /// What a new audience has.
    static Fields defaults() {
        return new Fields(
                5,
                List.of(
                        standard(1, "FNAME", "First Name", Type.TEXT),
                        standard(2, "LNAME", "Last Name", Type.TEXT),
                        standard(3, "ADDRESS", "Address", Type.ADDRESS),
                        standard(4, "PHONE", "Phone Number", Type.PHONE),
                        standard(5, "BIRTHDAY", "Birthday", Type.BIRTHDAY)));
    }

    private static Field standard(int id, String tag, String name, Type type) {
        // the address of the contact is first on a form
        return new Field(id, tag, name, type, false, "", type == Type.TEXT, id + 1, Options.of(type), "");
    }

    /// Those that forms ask for, in the order in which they do.
    public Fields shown() {
        return new Fields(
                lastId,
                list.stream()
                        .filter(Field::shown)
                        .sorted(Comparator.comparingInt(Field::displayOrder).thenComparingInt(Field::id))
                        .toList());
    }

    public Optional<Field> withId(int id) {
        return list.stream().filter(field -> field.id() == id).findFirst();
    }

    public Optional<Field> tagged(String tag) {
        return list.stream().filter(field -> field.tag().equals(tag)).findFirst();
    }

    public Map<String, Field> byTag() {
        return list.stream().collect(toUnmodifiableMap(Field::tag, Function.identity()));
    }

    public Fields with(Field added) {
        var fields = new ArrayList<>(list);
        fields.add(added);
        return new Fields(Math.max(lastId, added.id()), fields);
    }

    public Fields without(Field removed) {
        return new Fields(
                lastId,
                list.stream().filter(field -> field.id() != removed.id()).toList());
    }

    public Fields replacing(Field changed) {
        return new Fields(
                lastId,
                list.stream()
                        .map(field -> field.id() == changed.id() ? changed : field)
                        .toList());
    }
}
