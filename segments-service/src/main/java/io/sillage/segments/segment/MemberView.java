package io.sillage.segments.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contracts.AudienceChanged;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.id.Ids;
import io.sillage.segments.projection.Audience;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member of a segment as the API shows it. What this service does not know is empty or zero.
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberView(
        String id,
        String emailAddress,
        String uniqueEmailId,
        String contactId,
        String fullName,
        String emailType,
        String status,
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
            double latitude, double longitude, int gmtoff, int dstoff, String countryCode, String timezone) {}

    public record TagView(long id, String name) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record NoteView(int noteId, String createdAt, String createdBy, String note) {
        static NoteView of(Member.Note note) {
            return new NoteView(note.id(), ApiTime.format(note.createdAt()), note.createdBy(), note.note());
        }
    }

    static MemberView of(Member member, Audience audience, List<Link> links) {
        var values = values(member, audience);
        return new MemberView(
                member.emailHash(),
                member.email(),
                Digests.uniqueEmailId(member.email()),
                Ids.hex(member.contactId()),
                (values.getOrDefault("FNAME", "") + " " + values.getOrDefault("LNAME", "")).strip(),
                member.emailType(),
                member.status(),
                values,
                interests(member, audience),
                new StatsView(0, 0),
                "",
                ApiTime.format(member.createdAt()),
                "",
                ApiTime.format(member.subscribedAt()),
                RATING,
                ApiTime.format(member.changedAt()),
                member.language(),
                member.vip(),
                "",
                new LocationView(0, 0, 0, 0, "", ""),
                member.lastNote() == null ? null : NoteView.of(member.lastNote()),
                member.source(),
                member.tags().size(),
                member.tags().stream()
                        .limit(MOST_TAGS)
                        .map(tag -> new TagView(tag.id(), tag.name()))
                        .toList(),
                audience.listId(),
                links);
    }

    /// `null` if the audience has no groups.
    private static @Nullable Map<String, Boolean> interests(Member member, Audience audience) {
        if (audience.groups().isEmpty()) {
            return null;
        }
        var interests = new LinkedHashMap<String, Boolean>();
        audience.groups().forEach(id -> interests.put(id, member.groups().contains(id)));
        return interests;
    }

    /// Every field of the audience, the blank ones too.
    private static Map<String, Object> values(Member member, Audience audience) {
        var values = new LinkedHashMap<String, Object>();
        for (AudienceChanged.Field field : audience.fields()) {
            var value = member.fields().get(field.tag());
            values.put(field.tag(), value == null ? "" : value);
        }
        return values;
    }
}
