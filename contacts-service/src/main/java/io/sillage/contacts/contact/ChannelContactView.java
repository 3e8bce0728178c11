package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A contact and its channels (*AudiencesContact* of the Marketing API).
///
/// @param status `active` or `archived`
/// @param emailChannel missing if it has no address
/// @param smsChannel missing if it has no phone
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelContactView(
        String id,
        String audienceId,
        String status,
        String language,
        @Nullable EmailChannelView emailChannel,
        @Nullable SmsChannelView smsChannel,
        Map<String, Object> mergeFields,
        List<String> tags,
        NamedView source,
        String createdAt,
        String lastUpdatedAt) {

    @JsonNaming(SnakeCaseStrategy.class)
    public record EmailChannelView(
            String email,
            String hashedEmail,
            ConsentView marketingConsent,
            ValueView effectiveSubscriptionStatus,
            NamedView source) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record SmsChannelView(
            String smsPhone,
            String hashedSmsPhone,
            ConsentView marketingConsent,
            ValueView effectiveSubscriptionStatus,
            NamedView source) {}

    /// @param capturedAt when it agreed; missing if it does not
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConsentView(String status, @Nullable String capturedAt, NamedView source) {}

    public record ValueView(String value) {}

    public record NamedView(String name) {}

    static ChannelContactView of(ContactCard card) {
        var contact = card.contact();
        return new ChannelContactView(
                Ids.hex(contact.id()),
                card.audience().listId(),
                contact.status() == EmailStatus.ARCHIVED ? "archived" : "active",
                contact.language(),
                emailChannel(contact),
                smsChannel(card),
                card.allValues(),
                card.tags().stream().map(Tag::name).toList(),
                source(contact),
                ApiTime.format(contact.createdAt()),
                ApiTime.format(contact.lastChanged()));
    }

    private static @Nullable EmailChannelView emailChannel(Contact contact) {
        if (contact.email().isEmpty()) {
            return null;
        }
        var consent = MarketingConsent.of(contact.status());
        return new EmailChannelView(
                contact.address(),
                contact.emailHash(),
                consent(contact, consent, consent == MarketingConsent.CONFIRMED ? contact.subscribedAt() : null),
                new ValueView(effective(contact.status())),
                source(contact));
    }

    /// Whether email reaches it: it does not go to a mailbox that does not exist.
    private static String effective(EmailStatus status) {
        return switch (status) {
            case SUBSCRIBED -> "subscribed";
            case UNSUBSCRIBED, CLEANED -> "unsubscribed";
            case PENDING -> "pending";
            case TRANSACTIONAL, ARCHIVED -> "nonsubscribed";
        };
    }

    private static @Nullable SmsChannelView smsChannel(ContactCard card) {
        var contact = card.contact();
        var sms = contact.sms();
        return sms.phone()
                .map(phone -> new SmsChannelView(
                        phone.e164(),
                        phone.hash(),
                        consent(
                                contact,
                                MarketingConsent.of(
                                        sms.status(), card.audience().isDoubleOptIn()),
                                sms.status() == SmsStatus.SUBSCRIBED ? sms.changedAt() : null),
                        new ValueView(sms.status().word()),
                        source(contact)))
                .orElse(null);
    }

    private static ConsentView consent(Contact contact, MarketingConsent consent, @Nullable Instant capturedAt) {
        return new ConsentView(consent.word(), capturedAt == null ? null : ApiTime.format(capturedAt), source(contact));
    }

    private static NamedView source(Contact contact) {
        return new NamedView(contact.source());
    }
}
