package io.sillage.events.provider;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.Channel;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.events.contact.Contact;
import io.sillage.platform.id.Ids;
import io.sillage.platform.text.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What became of an email, as its provider says.
///
/// @param address that it was sent to
/// @param id by which the provider calls this report: the same id is the same report
/// @param messageId the Message-ID of the email, if it is known
/// @param reason in the provider's words
record MailReport(Kind kind, String address, String id, String messageId, String reason) {

    enum Kind {
        /// There is no such mailbox.
        HARD_BOUNCE,
        /// It could not be delivered this time.
        SOFT_BOUNCE,
        COMPLAINT,
        UNSUBSCRIBE
    }

    private static final String SOURCE = "email_provider";
    private static final int LONGEST_REASON = 500;
    private static final Pattern OURS = Pattern.compile("<?([0-9a-f]{32})@.*");

    /// What everybody is told of it.
    Message message(Contact contact, Instant now) {
        return switch (kind) {
            case HARD_BOUNCE -> clean(contact, "hard", now);
            case COMPLAINT -> clean(contact, "abuse", now);
            case UNSUBSCRIBE ->
                new UnsubscribeContact(
                        Ids.derived(SOURCE, contact.contactId(), id),
                        contact.accountId(),
                        contact.audienceId(),
                        contact.contactId(),
                        Channel.EMAIL,
                        "Unsubscribed at the email provider",
                        Origin.UNSUBSCRIBE_LINK,
                        now);
            case SOFT_BOUNCE -> bounced(contact, now);
        };
    }

    private CleanContact clean(Contact contact, String why, Instant now) {
        return new CleanContact(
                Ids.derived(SOURCE, contact.contactId(), id),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                why,
                Origin.BOUNCE,
                false,
                now);
    }

    private ActivityRecorded bounced(Contact contact, Instant now) {
        return new ActivityRecorded(
                Ids.derived(contact.contactId(), ActivityType.EMAIL_BOUNCED, id),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                ActivityType.EMAIL_BOUNCED,
                null,
                properties(),
                now,
                now,
                SOURCE,
                false);
    }

    private Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        deliveryId().ifPresent(delivery -> properties.put("delivery_id", delivery));
        properties.put("bounce_type", "soft");
        properties.put("reason", Texts.shortened(reason, LONGEST_REASON));
        return properties;
    }

    /// Of an email of ours, whose Message-ID begins with it.
    private Optional<String> deliveryId() {
        var matcher = OURS.matcher(messageId);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
