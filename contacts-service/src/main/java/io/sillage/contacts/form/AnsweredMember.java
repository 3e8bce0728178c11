package io.sillage.contacts.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.field.FieldValues;
import io.sillage.platform.http.JsonBody;

/// Turns answers into a member of the API. Only what the form asks is taken from them.
final class AnsweredMember {

    private final Audience audience;
    private final Answers answers;
    private final ObjectNode member = JsonNodeFactory.instance.objectNode();

    private AnsweredMember(Audience audience, Answers answers) {
        this.audience = audience;
        this.answers = answers;
    }

    /// Somebody new: what was not chosen is left out.
    static JsonBody ofSignUp(Audience audience, Answers answers) {
        var reading = new AnsweredMember(audience, answers);
        reading.member.put("email_address", answers.text(Answers.EMAIL));
        reading.addFields();
        reading.addGroups(false);
        reading.addPermissions(false);
        return JsonBody.of(reading.member);
    }

    /// Somebody who is known: what was not chosen is taken away.
    static JsonBody ofProfile(Audience audience, Answers answers) {
        var reading = new AnsweredMember(audience, answers);
        reading.addFields();
        reading.addGroups(true);
        reading.addPermissions(true);
        return JsonBody.of(reading.member);
    }

    private void addFields() {
        var values = member.putObject("merge_fields");
        for (var field : audience.fields().shown().list()) {
            if (field.type() == Field.Type.ADDRESS) {
                addAddress(values, field);
            } else if (answers.has(field.tag())) {
                values.put(field.tag(), answers.text(field.tag()));
            }
        }
    }

    private void addAddress(ObjectNode values, Field field) {
        var address = JsonNodeFactory.instance.objectNode();
        for (var part : FieldValues.ADDRESS_PARTS) {
            var text = answers.text(field.tag() + "." + part);
            if (!text.isEmpty()) {
                address.put(part, text);
            }
        }
        if (!address.isEmpty()) {
            values.set(field.tag(), address);
        } else if (answers.has(field.tag() + ".addr1")) {
            values.put(field.tag(), "");
        }
    }

    private void addGroups(boolean all) {
        var interests = member.putObject("interests");
        audience.groups().list().stream()
                .filter(category -> category.type() != GroupCategory.Type.HIDDEN)
                .forEach(category -> {
                    var chosen = answers.all(Answers.groups(category.id()));
                    category.groups().stream()
                            .filter(group -> all || chosen.contains(group.id()))
                            .forEach(group -> interests.put(group.id(), chosen.contains(group.id())));
                });
    }

    private void addPermissions(boolean all) {
        var permissions = member.putArray("marketing_permissions");
        var chosen = answers.all(Answers.PERMISSIONS);
        audience.permissions().list().stream()
                .filter(permission -> all || chosen.contains(permission.id()))
                .forEach(permission -> permissions
                        .addObject()
                        .put("marketing_permission_id", permission.id())
                        .put("enabled", chosen.contains(permission.id())));
    }
}
