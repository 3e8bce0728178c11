package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contacts.tag.Tag;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.id.Ids;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member as the API shows it. What this product does not have (yet) is empty or zero.
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberView(
        String id,
        String emailAddress,
        String uniqueEmailId,
        String contactId,
        String fullName,
        int webId,
        String emailType,
        String status,
        @Nullable String unsubscribeReason,
        boolean consentsToOneToOneMessaging,
        String smsPhoneNumber,
        String smsSubscriptionStatus,
        String smsSubscriptionLastUpdated,
        Map<String, Object> mergeFields,
        StatsView stats,
        String ipSignup,
        String timestampSignup,
        String ipOpt,
        String timestampOpt,
        int memberRating,
        String lastChanged,
        String language,
        boolean vip,
        String emailClient,
        LocationView location,
        List<String> marketingPermissions,
        String source,
        int tagsCount,
        List<TagView> tags,
        String listId,
        @JsonProperty("_links") List<Link> links) {

    private static final int RATING = 2;
    private static final int MOST_TAGS = 50;

    @JsonNaming(SnakeCaseStrategy.class)
    public record StatsView(double avgOpenRate, double avgClickRate) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record LocationView(
            double latitude,
            double longitude,
            int gmtoff,
            int dstoff,
            String countryCode,
            String timezone,
            String region) {}

    public record TagView(long id, String name) {
        static TagView of(Tag tag) {
            return new TagView(tag.id(), tag.name());
        }
    }

    static MemberView of(ContactCard card, List<Link> links) {
        var contact = card.contact();
        var values = card.allValues();
        return new MemberView(
                contact.email().hash(),
                contact.email().text(),
                contact.uniqueEmailId(),
                Ids.hex(contact.id()),
                fullName(values),
                webId(contact),
                contact.emailType(),
                contact.status().word(),
                contact.unsubscribeReason(),
                true,
                "",
                "nonsubscribed",
                "",
                values,
                new StatsView(0, 0),
                contact.ipSignup(),
                ApiTime.format(contact.signedUpAt()),
                contact.ipOpt(),
                ApiTime.format(contact.subscribedAt()),
                RATING,
                ApiTime.format(contact.lastChanged()),
                contact.language(),
                contact.vip(),
                "",
                new LocationView(contact.latitude(), contact.longitude(), 0, 0, "", "", ""),
                List.of(),
                contact.source(),
                card.tags().size(),
                card.tags().stream().limit(MOST_TAGS).map(TagView::of).toList(),
                card.audience().listId(),
                links);
    }

    private static String fullName(Map<String, Object> values) {
        return (values.getOrDefault("FNAME", "") + " " + values.getOrDefault("LNAME", "")).strip();
    }

    /// A positive number that stays the same; nothing looks a member up by it.
    private static int webId(Contact contact) {
        return (int) (contact.id().getLeastSignificantBits() & Integer.MAX_VALUE);
    }
}
