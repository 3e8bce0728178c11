package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Whether what a request says about a contact can be: everything it speaks of is there, and the contact has not said
/// otherwise itself.
final class MemberCheck {

    private static final Set<EmailStatus> NEEDS_ADDRESS =
            EnumSet.of(EmailStatus.SUBSCRIBED, EmailStatus.PENDING, EmailStatus.CLEANED);

    private final MemberForm form;
    private final Audience audience;
    private final Contact contact;
    private final List<FieldError> errors = new ArrayList<>();

    private MemberCheck(MemberForm form, Audience audience, Contact contact) {
        this.form = form;
        this.audience = audience;
        this.contact = contact;
    }

    /// Fails if it cannot be, and changes nothing.
    static void check(MemberForm form, Audience audience, Contact contact) {
        var check = new MemberCheck(form, audience, contact);
        check.checkCompliance();
        check.checkSms();
        check.checkWithoutAddress();
        check.checkChoices();
        if (!check.errors.isEmpty()) {
            throw Problem.invalid(check.errors);
        }
    }

    private void checkCompliance() {
        var subscribesEmail = form.status().filter(status -> status == EmailStatus.SUBSCRIBED);
        var subscribesSms = form.smsStatus().filter(status -> status == SmsStatus.SUBSCRIBED);
        if (subscribesEmail.isPresent() && contact.refusesSubscription()
                || subscribesSms.isPresent()
                        && form.smsPhone().isEmpty()
                        && contact.sms().refusesSubscription()) {
            throw MemberProblems.inComplianceState(contact.handle());
        }
    }

    private void checkSms() {
        var badPhone = form.smsPhone()
                .filter(text -> !text.isBlank())
                .filter(text -> PhoneNumber.parse(text, audience.country()).isEmpty());
        if (badPhone.isPresent()) {
            reject("sms_phone_number", "Please enter a valid phone number.");
        }
        var hasPhone = form.smsPhone().map(text -> !text.isBlank()).orElseGet(contact.sms()::hasPhone);
        if (!hasPhone
                && form.smsStatus()
                        .filter(status -> status != SmsStatus.NONSUBSCRIBED)
                        .isPresent()) {
            reject("sms_subscription_status", "This contact has no phone number.");
        }
    }

    /// What is known by its phone alone keeps the phone, and has agreed to no email.
    private void checkWithoutAddress() {
        if (contact.email().isPresent() || form.email().isPresent()) {
            return;
        }
        if (form.smsPhone().filter(String::isBlank).isPresent()) {
            reject("sms_phone_number", "This contact has no email address: it cannot be without a phone number.");
        }
        if (form.status().filter(NEEDS_ADDRESS::contains).isPresent()) {
            reject("status", "This contact has no email address.");
        }
    }

    private void checkChoices() {
        for (var id : form.interests().keySet()) {
            if (audience.groups().group(id).isEmpty()) {
                reject("interests." + id, "There is no such interest.");
            }
        }
        for (var id : form.permissions().keySet()) {
            if (audience.permissions().withId(id).isEmpty()) {
                reject("marketing_permissions." + id, "There is no such marketing permission.");
            }
        }
    }

    private void reject(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
