package io.sillage.events.sms;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.Channel;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SubscribeContact;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.events.contact.Contact;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        messages.add(received(contact, now));
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
            case START ->
                messages.add(new SubscribeContact(
                        Ids.derived("sms-start", contact.contactId(), messageId),
                        contact.accountId(),
                        contact.audienceId(),
                        contact.contactId(),
                        Channel.SMS,
                        Origin.SMS,
                        false,
                        now));
            case HELP, NONE -> {}
        }
        return messages;
    }

    private ActivityRecorded received(Contact contact, Instant now) {
        return new ActivityRecorded(
                Ids.derived(contact.contactId(), ActivityType.SMS_RECEIVED, messageId),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                ActivityType.SMS_RECEIVED,
                null,
                Map.of("text", text, "keyword", keyword(), "to", to, "message_id", messageId),
                now,
                now,
                SOURCE,
                false);
    }
}
