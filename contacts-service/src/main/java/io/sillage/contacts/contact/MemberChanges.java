package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Fields;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies what a request says to a contact, and names what became different.
final class MemberChanges {

    private final Contact contact;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();

    private MemberChanges(Contact contact, Instant now) {
        this.contact = contact;
        this.now = now;
    }

    /// Everything but the address and the tags. Empty if nothing became different.
    static List<Change> apply(MemberForm form, FieldValues values, Fields fields, Contact contact, Instant now) {
        var changes = new MemberChanges(contact, now);
        changes.applyConsent(form);
        changes.applyValues(values, fields);
        changes.applyProfile(form);
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

    private void applyValues(FieldValues values, Fields fields) {
        for (var field : fields.list()) {
            var value = values.values().get(field.key());
            if (value != null) {
                note(contact.changeField(field.key(), field.tag(), value));
            }
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
}
