package io.sillage.events.sms;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.Channel;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SubscribeContact;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.events.contact.Contact;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// A text message to a number of ours.
///
/// @param messageId given by the carrier: the same id is the same message
record InboundSms(String from, String to, String text, String messageId) {

    private static final String SOURCE = "sms";

    String keyword() {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    SmsWish wish() {
        return SmsWish.of(keyword());
    }

    /// What everybody is told of it: that it came, and what it asks for.
    List<Message> messages(Contact contact, Instant now) {
        var messages = new ArrayList<Message>();
        messages.add(received(contact.accountId(), contact.audienceId(), contact.contactId(), now));
        switch (wish()) {
            case STOP ->
                messages.add(new UnsubscribeContact(
                        Ids.derived("sms-stop", contact.contactId(), messageId),
                        contact.accountId(),
                        contact.audienceId(),
                        contact.contactId(),
                        Channel.SMS,
                        "Answered " + keyword() + " by text message",
                        Origin.SMS,
                        now));
            case START -> messages.add(subscribe(contact.accountId(), contact.audienceId(), contact.contactId(), now));
            case HELP, NONE -> {}
        }
        return messages;
    }

    /// What is to be done if nobody has the number: somebody has it now, and agrees to messages or has to
    /// be asked. What else comes from the number on this day speaks of the same contact, be it known by
    /// then or not.
    List<Message> introduction(UUID accountId, UUID audienceId, Instant now) {
        var contactId = Ids.derived("sms-contact", audienceId, from, now.truncatedTo(ChronoUnit.DAYS));
        var messages = new ArrayList<Message>();
        messages.add(new AddContact(
                Ids.derived("sms-introduction", audienceId, messageId),
                accountId,
                audienceId,
                contactId,
                "",
                from,
                EmailStatus.TRANSACTIONAL,
                Map.of(),
                "SMS",
                Origin.SMS,
                false,
                now));
        if (wish() == SmsWish.START) {
            messages.add(subscribe(accountId, audienceId, contactId, now));
        }
        return messages;
    }

    private SubscribeContact subscribe(UUID accountId, UUID audienceId, UUID contactId, Instant now) {
        return new SubscribeContact(
                Ids.derived("sms-start", contactId, messageId),
                accountId,
                audienceId,
                contactId,
                Channel.SMS,
                Origin.SMS,
                false,
                now);
    }

    /// The same whether the sender was known or not.
    ActivityRecorded received(UUID accountId, UUID audienceId, UUID contactId, Instant now) {
        return new ActivityRecorded(
                Ids.derived(ActivityType.SMS_RECEIVED, audienceId, messageId),
                accountId,
                audienceId,
                contactId,
                ActivityType.SMS_RECEIVED,
                null,
                Map.of("text", text, "keyword", keyword(), "to", to, "message_id", messageId),
                now,
                now,
                SOURCE,
                false);
    }
}
