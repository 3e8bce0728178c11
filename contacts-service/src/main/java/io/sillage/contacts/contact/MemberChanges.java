package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contracts.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies what a request says to a contact, and names what became different. Fails if the request speaks of something
/// that the audience does not have.
final class MemberChanges {

    private final Audience audience;
    private final Contact contact;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();

    private MemberChanges(Audience audience, Contact contact, Instant now) {
        this.audience = audience;
        this.contact = contact;
        this.now = now;
    }

    /// Everything but the address and the tags. Empty if nothing became different. If the request asks for something
    /// that
    /// cannot be, nothing is changed.
    static List<Change> apply(MemberForm form, FieldValues values, Audience audience, Contact contact, Instant now) {
        MemberCheck.check(form, audience, contact);
        var changes = new MemberChanges(audience, contact, now);
        changes.applyConsent(form);
        changes.applySms(form);
        changes.applyValues(values);
        changes.applyChoices(form);
        changes.applyProfile(form);
        return changes.changes;
    }

    private void applyConsent(MemberForm form) {
        form.status().ifPresent(status -> note(contact.changeStatus(status, now)));
        if (form.ipSignup().isPresent() || form.timestampSignup().isPresent()) {
            var ip = form.ipSignup().orElse(contact.ipSignup());
            note(contact.changeSignup(ip, form.timestampSignup().orElse(contact.signedUpAt())));
        }
        if (form.ipOpt().isPresent() || form.timestampOpt().isPresent()) {
            var ip = form.ipOpt().orElse(contact.ipOpt());
            note(contact.changeOptIn(ip, form.timestampOpt().orElse(contact.subscribedAt())));
        }
    }

    private void applySms(MemberForm form) {
        form.smsPhone()
                .ifPresent(text ->
                        changes.addAll(contact.sms().changePhone(PhoneNumber.parse(text, audience.country()), now)));
        form.smsStatus().ifPresent(status -> note(contact.sms().changeStatus(status, now)));
        form.smsTimestamp().ifPresent(at -> note(contact.sms().changeConsentTime(at)));
    }

    private void applyValues(FieldValues values) {
        for (var field : audience.fields().list()) {
            var value = values.values().get(field.key());
            if (value != null) {
                note(contact.changeField(field.key(), field.tag(), value));
            }
        }
    }

    private void applyChoices(MemberForm form) {
        form.interests().forEach(this::choose);
        form.permissions().forEach((id, enabled) -> note(contact.choices().permit(id, enabled)));
    }

    private void choose(String groupId, boolean joins) {
        audience.groups().list().forEach(category -> category.group(groupId)
                .ifPresent(group -> choose(category, group, joins)));
    }

    private void choose(GroupCategory category, Group group, boolean joins) {
        if (!joins) {
            note(contact.choices().leave(group));
            return;
        }
        if (category.type().isChoiceOfOne()) {
            category.groups().stream()
                    .filter(other -> !other.id().equals(group.id()))
                    .forEach(other -> note(contact.choices().leave(other)));
        }
        note(contact.choices().join(group));
    }

    private void applyProfile(MemberForm form) {
        form.emailType().ifPresent(type -> note(contact.changeEmailType(type)));
        form.language().ifPresent(language -> note(contact.changeLanguage(language)));
        form.vip().ifPresent(vip -> note(contact.changeVip(vip)));
        form.location().ifPresent(place -> note(contact.changeLocation(place.latitude(), place.longitude())));
    }

    private void note(Optional<Change> change) {
        change.ifPresent(changes::add);
    }
}
