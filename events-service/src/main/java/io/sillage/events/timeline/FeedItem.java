package io.sillage.events.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.ledger.ConsentActivities;
import io.sillage.events.timeline.FeedRepository.Activity;
import io.sillage.platform.http.ApiTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An activity as a feed shows it: what a type does not have is left out.
///
/// @param campaignTitle the subject of an email
/// @param eventProperties each as `name: value`
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedItem(
        String activityType,
        String createdAtTimestamp,
        @Nullable String campaignId,
        @Nullable String campaignTitle,
        @Nullable String linkClicked,
        @Nullable String bounceType,
        @Nullable Boolean isAdminUnsubscribed,
        @Nullable String signupCategory,
        @Nullable String eventName,
        @Nullable List<String> eventProperties) {

    static FeedItem of(Activity activity) {
        var at = ApiTime.format(activity.occurredAt());
        return switch (activity.type()) {
            case ActivityRecorded.EVENT ->
                new FeedItem("event", at, null, null, null, null, null, null, activity.name(), properties(activity));
            case ConsentActivities.SIGNED_UP ->
                new FeedItem(
                        "generic_signup", at, null, null, null, null, null, activity.property("category"), null, null);
            case ConsentActivities.UNSUBSCRIBED ->
                new FeedItem(
                        "unsub",
                        at,
                        "",
                        "",
                        null,
                        null,
                        activity.property("by_admin").equals("true"),
                        null,
                        null,
                        null);
            case ConsentActivities.BOUNCED -> new FeedItem("bounce", at, "", "", null, "hard", null, null, null, null);
            case "email_opened" -> ofEmail("open", at, activity, null);
            case "email_clicked" -> ofEmail("click", at, activity, activity.property("url"));
            default -> ofEmail("sent", at, activity, null);
        };
    }

    private static FeedItem ofEmail(String type, String at, Activity activity, @Nullable String link) {
        return new FeedItem(
                type,
                at,
                activity.property("delivery_id"),
                activity.property("subject"),
                link,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> properties(Activity activity) {
        return activity.properties().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .sorted()
                .toList();
    }
}
