package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import io.sillage.platform.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a request says about a contact and its channels (*createAudienceContact* and *patchAudienceContact* of the
/// Marketing API).
///
/// @param member what it says in the terms of members: language, values of fields, tags
/// @param updateExisting whether a contact that is there already is changed
record ChannelContactForm(ChannelForm email, ChannelForm sms, MemberForm member, boolean updateExisting) {

    private static final int MOST_TAGS = 1_000;
    private static final Set<String> TAG_STATUSES = Set.of("active", "inactive");

    static ChannelContactForm read(JsonBody body) {
        var email = ChannelForm.read(body.field("email_channel"), "email");
        var sms = ChannelForm.read(body.field("sms_channel"), "sms_phone");
        var updateExisting = body.field("update_existing").bool().orElse(false);
        var tags = tags(body.field("tags"));
        if (email.address().filter(text -> EmailAddress.parse(text).isEmpty()).isPresent()) {
            body.reject("email_channel.email", "Please provide a valid email address.");
        }
        return new ChannelContactForm(email, sms, MemberForm.ofChannels(body, tags), updateExisting);
    }

    /// Fails if a new contact could not be told from others.
    ChannelContactForm requireAddress() {
        if (email.address().isEmpty() && sms.address().isEmpty()) {
            throw Problem.invalid("email_channel.email", "An email address or a phone is required.");
        }
        return this;
    }

    /// Names, or objects with a name and a status. Tags are only added: one that is `inactive` is left as it is.
    private static List<String> tags(JsonField field) {
        var names = new ArrayList<String>();
        field.array(MOST_TAGS)
                .ifPresent(elements -> elements.forEach(element -> tag(element).ifPresent(names::add)));
        return List.copyOf(names);
    }

    private static Optional<String> tag(JsonField element) {
        if (!element.node().isObject()) {
            return element.required().text(1, Tag.LONGEST_NAME);
        }
        return element.object().flatMap(tag -> {
            var name = tag.field("name").required().text(1, Tag.LONGEST_NAME);
            var status = tag.field("status").oneOf(TAG_STATUSES).orElse("active");
            return name.filter(_ -> status.equals("active"));
        });
    }

    Optional<EmailAddress> address() {
        return email.address().flatMap(EmailAddress::parse);
    }

    /// Fails if what it says is no phone.
    Optional<PhoneNumber> phone(Audience audience) {
        return sms.address().map(text -> PhoneNumber.parse(text, audience.country())
                .orElseThrow(() -> Problem.invalid("sms_channel.sms_phone", "Please enter a valid phone number.")));
    }

    /// Where a new contact comes from, in words.
    String source() {
        return email.source().or(sms::source).orElse(MemberService.Wish.API_SOURCE);
    }

    /// In the terms of members. Fails for a consent that the audience does not know, or to something that the contact
    /// does not have.
    ///
    /// @param existing the contact that it is about
    MemberForm asMember(Audience audience, Optional<Contact> existing) {
        return member.onChannels(
                address(),
                emailStatus(audience, existing),
                email.capturedAt().filter(at -> existing.map(contact -> isNews(contact, at))
                        .orElse(true)),
                phone(audience).map(PhoneNumber::e164),
                smsStatus(audience, existing),
                sms.capturedAt().filter(at -> existing.map(contact -> isNewsOfSms(contact, at))
                        .orElse(true)));
    }

    private Optional<EmailStatus> emailStatus(Audience audience, Optional<Contact> existing) {
        if (email.consent().isEmpty()) {
            return Optional.empty();
        }
        if (address().isEmpty() && existing.flatMap(Contact::email).isEmpty()) {
            throw Problem.invalid("email_channel.email", "This contact has no email address.");
        }
        var consent = email.consent().get();
        return Optional.of(consent.emailStatus(audience.isDoubleOptIn())
                .orElseThrow(() -> Problem.invalid(
                        "email_channel.marketing_consent.status",
                        "An audience without double opt-in takes \"confirmed\" instead of \"consented\".")));
    }

    private Optional<SmsStatus> smsStatus(Audience audience, Optional<Contact> existing) {
        var hasPhone = sms.address().isPresent()
                || existing.filter(contact -> contact.sms().hasPhone()).isPresent();
        if (sms.consent().isPresent() && !hasPhone) {
            throw Problem.invalid("sms_channel.sms_phone", "This contact has no phone.");
        }
        return sms.consent().map(consent -> consent.smsStatus(audience.isDoubleOptIn()));
    }

    /// What is known of a later time is not replaced by something older.
    private static boolean isNews(Contact contact, Instant at) {
        var known = contact.subscribedAt();
        return contact.status() != EmailStatus.SUBSCRIBED || known == null || at.isAfter(known);
    }

    private static boolean isNewsOfSms(Contact contact, Instant at) {
        var known = contact.sms().changedAt();
        return contact.sms().status() != SmsStatus.SUBSCRIBED || known == null || at.isAfter(known);
    }
}
