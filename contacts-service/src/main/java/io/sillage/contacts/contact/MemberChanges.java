package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Applies what a request says to a contact, and names what became different. Fails if the request speaks of something
/// that the audience does not have.
final class MemberChanges {

    private final Audience audience;
    private final Contact contact;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final List<FieldError> errors = new ArrayList<>();

    private MemberChanges(Audience audience, Contact contact, Instant now) {
        this.audience = audience;
        this.contact = contact;
        this.now = now;
    }

    /// Everything but the address and the tags. Empty if nothing became different.
    static List<Change> apply(MemberForm form, FieldValues values, Audience audience, Contact contact, Instant now) {
        var changes = new MemberChanges(audience, contact, now);
        changes.applyConsent(form);
        changes.applySms(form);
        changes.applyValues(values);
        changes.applyChoices(form);
        changes.applyProfile(form);
        if (!changes.errors.isEmpty()) {
            throw Problem.invalid(changes.errors);
        }
        return changes.changes;
    }

    private void applyConsent(MemberForm form) {
        form.status().ifPresent(status -> note(changeStatus(status)));
        if (form.ipSignup().isPresent() || form.timestampSignup().isPresent()) {
            var ip = form.ipSignup().orElse(contact.ipSignup());
            note(contact.changeSignup(ip, form.timestampSignup().orElse(contact.signedUpAt())));
        }
        if (form.ipOpt().isPresent() || form.timestampOpt().isPresent()) {
            var ip = form.ipOpt().orElse(contact.ipOpt());
            note(contact.changeOptIn(ip, form.timestampOpt().orElse(contact.subscribedAt())));
        }
    }

    private Optional<Change> changeStatus(EmailStatus status) {
        if (status == EmailStatus.SUBSCRIBED && contact.refusesSubscription()) {
            throw MemberProblems.inComplianceState(contact.email());
        }
        return contact.changeStatus(status, now);
    }

    private void applySms(MemberForm form) {
        form.smsPhone().ifPresent(this::changePhone);
        form.smsStatus().ifPresent(this::changeSmsStatus);
    }

    private void changePhone(String text) {
        var number = PhoneNumber.parse(text, audience.country());
        if (number.isEmpty() && !text.isBlank()) {
            errors.add(new FieldError("sms_phone_number", "Please enter a valid phone number."));
        } else {
            noteAll(contact.sms().changePhone(number, now));
        }
    }

    private void changeSmsStatus(SmsStatus status) {
        if (!contact.sms().hasPhone() && status != SmsStatus.NONSUBSCRIBED) {
            errors.add(new FieldError("sms_subscription_status", "This contact has no phone number."));
        } else if (status == SmsStatus.SUBSCRIBED && contact.sms().refusesSubscription()) {
            throw MemberProblems.inComplianceState(contact.email());
        } else {
            note(contact.sms().changeStatus(status, now));
        }
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
        form.permissions().forEach(this::permit);
    }

    private void choose(String groupId, boolean joins) {
        var category = audience.groups().list().stream()
                .filter(each -> each.group(groupId).isPresent())
                .findFirst();
        if (category.isEmpty()) {
            errors.add(new FieldError("interests." + groupId, "There is no such interest."));
        } else {
            choose(category.get(), category.get().group(groupId).orElseThrow(), joins);
        }
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

    private void permit(String permissionId, boolean enabled) {
        if (audience.permissions().withId(permissionId).isEmpty()) {
            errors.add(
                    new FieldError("marketing_permissions." + permissionId, "There is no such marketing permission."));
        } else {
            note(contact.choices().permit(permissionId, enabled));
        }
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

    private void noteAll(Collection<Change> all) {
        changes.addAll(all);
    }
}
