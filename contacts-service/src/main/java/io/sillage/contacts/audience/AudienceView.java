package io.sillage.contacts.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contacts.audience.AudienceSettings.Postal;
import io.sillage.contacts.audience.AudienceSettings.Sender;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list as the API shows it. What this product does not have (yet) is empty or zero.
@JsonNaming(SnakeCaseStrategy.class)
public record AudienceView(
        String id,
        int webId,
        String name,
        PostalView contact,
        String permissionReminder,
        boolean useArchiveBar,
        SenderView campaignDefaults,
        String notifyOnSubscribe,
        String notifyOnUnsubscribe,
        String dateCreated,
        int listRating,
        boolean emailTypeOption,
        String subscribeUrlShort,
        String subscribeUrlLong,
        String beamerAddress,
        String visibility,
        boolean doubleOptin,
        boolean hasWelcome,
        boolean marketingPermissions,
        List<String> modules,
        StatsView stats,
        @JsonProperty("_links") List<Link> links) {

    @JsonNaming(SnakeCaseStrategy.class)
    public record PostalView(
            String company,
            String address1,
            String address2,
            String city,
            String state,
            String zip,
            String country,
            String phone) {
        static PostalView of(Postal postal) {
            return new PostalView(
                    postal.company(),
                    postal.address1(),
                    postal.address2(),
                    postal.city(),
                    postal.state(),
                    postal.zip(),
                    postal.country(),
                    postal.phone());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record SenderView(String fromName, String fromEmail, String subject, String language) {
        static SenderView of(Sender sender) {
            return new SenderView(sender.fromName(), sender.fromEmail(), sender.subject(), sender.language());
        }
    }

    /// `total_contacts` is there only if it is asked for.
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatsView(
            long memberCount,
            @Nullable Long totalContacts,
            long unsubscribeCount,
            long cleanedCount,
            long memberCountSinceSend,
            long unsubscribeCountSinceSend,
            long cleanedCountSinceSend,
            int campaignCount,
            String campaignLastSent,
            int mergeFieldCount,
            double avgSubRate,
            double avgUnsubRate,
            double targetSubRate,
            double openRate,
            double clickRate,
            String lastSubDate,
            String lastUnsubDate) {

        static StatsView of(AudienceStats stats, int fields, boolean withTotal) {
            var subscribed = stats.count(EmailStatus.SUBSCRIBED);
            var unsubscribed = stats.count(EmailStatus.UNSUBSCRIBED);
            var cleaned = stats.count(EmailStatus.CLEANED);
            // nothing was sent to a whole list yet, so everything happened since
            return new StatsView(
                    subscribed,
                    withTotal ? stats.total() : null,
                    unsubscribed,
                    cleaned,
                    subscribed,
                    unsubscribed,
                    cleaned,
                    0,
                    "",
                    fields,
                    0,
                    0,
                    0,
                    0,
                    0,
                    ApiTime.format(stats.lastSubscribed()),
                    ApiTime.format(stats.lastUnsubscribed()));
        }
    }

    static AudienceView of(Audience audience, StatsView stats, String formUrl, List<Link> links) {
        var settings = audience.settings();
        return new AudienceView(
                audience.listId(),
                webId(audience),
                settings.name(),
                PostalView.of(settings.contact()),
                settings.permissionReminder(),
                settings.useArchiveBar(),
                SenderView.of(settings.campaignDefaults()),
                settings.notifyOnSubscribe(),
                settings.notifyOnUnsubscribe(),
                ApiTime.format(audience.createdAt()),
                0,
                settings.emailTypeOption(),
                formUrl,
                formUrl,
                "",
                "pub",
                settings.doubleOptin(),
                false,
                settings.marketingPermissions(),
                List.of(),
                stats,
                links);
    }

    /// A positive number that stays the same; nothing looks an audience up by it.
    private static int webId(Audience audience) {
        return (int) (audience.id().getLeastSignificantBits() & Integer.MAX_VALUE);
    }
}
