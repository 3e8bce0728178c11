package io.sillage.contacts.form;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.contact.Profile;
import io.sillage.contacts.field.FieldValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands in the form of somebody who is known.
final class ProfileAnswers {

    private ProfileAnswers() {}

    static Answers of(Audience audience, Profile profile) {
        var answers = new HashMap<String, List<String>>();
        profile.values().forEach((tag, value) -> {
            if (value instanceof Map<?, ?> address) {
                FieldValues.ADDRESS_PARTS.forEach(part -> answers.put(tag + "." + part, text(address.get(part))));
            } else {
                answers.put(tag, text(value));
            }
        });
        audience.groups()
                .list()
                .forEach(category -> answers.put(
                        Answers.groups(category.id()),
                        category.groups().stream()
                                .map(group -> group.id())
                                .filter(profile.groups()::contains)
                                .toList()));
        answers.put(Answers.PERMISSIONS, profile.permissions());
        return new Answers(answers);
    }

    private static List<String> text(Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }
}
