package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contacts.tag.Tag;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.id.Ids;
import java.util.LinkedHashMap;
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
        @Nullable String smsPhoneNumber,
        @Nullable String smsSubscriptionStatus,
        @Nullable String smsSubscriptionLastUpdated,
        Map<String, Object> mergeFields,
        @Nullable Map<String, Boolean> interests,
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
        @Nullable List<PermissionView> marketingPermissions,
        @Nullable NoteView lastNote,
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

    @JsonNaming(SnakeCaseStrategy.class)
    public record PermissionView(String marketingPermissionId, String text, boolean enabled) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record NoteView(int noteId, String createdAt, String createdBy, String note) {
        static NoteView of(LastNote last) {
            return new NoteView(
                    last.noteId(), ApiTime.format(ApiTime.parse(last.createdAt())), last.createdBy(), last.note());
        }
    }

    public record TagView(long id, String name) {
        static TagView of(Tag tag) {
            return new TagView(tag.id(), tag.name());
        }
    }

    static MemberView of(ContactCard card, List<Link> links) {
        var contact = card.contact();
        var values = card.allValues();
        return new MemberView(
                contact.emailHash(),
                contact.address(),
                contact.uniqueEmailId(),
                Ids.hex(contact.id()),
                fullName(values),
                WebId.of(contact.id()),
                contact.emailType(),
                contact.status().word(),
                contact.unsubscribeReason(),
                true,
                contact.sms().phone().map(PhoneNumber::e164).orElse(null),
                contact.sms().hasPhone() ? contact.sms().status().word() : null,
                contact.sms().hasPhone() ? ApiTime.format(contact.sms().changedAt()) : null,
                values,
                interests(card),
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
                permissions(card),
                contact.lastNote().map(NoteView::of).orElse(null),
                contact.source(),
                card.tags().size(),
                card.tags().stream().limit(MOST_TAGS).map(TagView::of).toList(),
                card.audience().listId(),
                links);
    }

    /// `null` if the audience has no groups.
    private static @Nullable Map<String, Boolean> interests(ContactCard card) {
        var groups = card.audience().groups();
        if (groups.hasNone()) {
            return null;
        }
        var interests = new LinkedHashMap<String, Boolean>();
        groups.all()
                .forEach(group ->
                        interests.put(group.id(), card.contact().choices().isIn(group.id())));
        return interests;
    }

    /// `null` if the audience asks for none.
    private static @Nullable List<PermissionView> permissions(ContactCard card) {
        var permissions = card.audience().permissions().list();
        return permissions.isEmpty()
                ? null
                : permissions.stream()
                        .map(each -> new PermissionView(
                                each.id(), each.text(), card.contact().choices().permits(each.id())))
                        .toList();
    }

    private static String fullName(Map<String, Object> values) {
        return (values.getOrDefault("FNAME", "") + " " + values.getOrDefault("LNAME", "")).strip();
    }
}
