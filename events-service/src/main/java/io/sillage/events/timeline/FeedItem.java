package io.sillage.events.timeline;

import io.sillage.contracts.ActivityType;
import io.sillage.events.ledger.ConsentActivities;
import io.sillage.events.timeline.FeedRepository.Activity;
import io.sillage.platform.http.ApiTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An activity as a feed shows it, in the shapes of `GET …/activity-feed`: each type has fields of its own.
final class FeedItem {

    static final String NOTE = "note";

    private final Activity activity;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private FeedItem(String word, Activity activity) {
        this.activity = activity;
        put("activity_type", word);
        put("created_at_timestamp", ApiTime.format(activity.occurredAt()));
    }

    /// @param permissions texts of what can be permitted, by id
    static Map<String, Object> of(Activity activity, Map<String, String> permissions) {
        var item = new FeedItem(word(activity.type()), activity);
        switch (activity.type()) {
            case ActivityType.EVENT ->
                item.put("event_name", String.valueOf(activity.name())).put("event_properties", properties(activity));
            case ActivityType.SURVEY_COMPLETED ->
                item.copy("survey_id", "survey_id").copy("survey_title", "survey_title");
            case ActivityType.PAGE_VIEWED -> item.copy("url", "page_url").copy("title", "page_title");
            case ActivityType.LINK_CLICKED -> item.copy("url", "link_clicked").copy("page", "page_url");
            case ActivityType.SMS_RECEIVED ->
                item.copy("message_id", "thread_id")
                        .copy("text", "message_text")
                        .put("is_user", false);
            case ActivityType.CHAT_ENDED ->
                item.copy("conversation_id", "id")
                        .copy("channel", "thread_subject")
                        .put("thread_url", "")
                        .put("thread_direction", "inbound")
                        .put("thread_author", "");
            case ActivityType.EMAIL_CLICKED -> item.ofEmail().copy("url", "link_clicked");
            case ActivityType.EMAIL_SENT, ActivityType.EMAIL_OPENED -> item.ofEmail();
            case ConsentActivities.SIGNED_UP -> item.copy("category", "signup_category");
            case ConsentActivities.SIGNED_UP_IN_STORE -> item.copy("store_name", "store_name");
            case ActivityType.ORDER_PLACED ->
                item.copy("campaign_id", "outreach_id")
                        .copy("order_id", "order_id")
                        .copy("order_total", "order_total")
                        .put(
                                "order_items",
                                List.of(activity.property("product_ids").split(",")))
                        .copy("store_name", "store_name")
                        .copy("order_url", "order_url");
            case ConsentActivities.UNSUBSCRIBED -> item.ofEmail().flag("by_admin", "is_admin_unsubscribed");
            case ActivityType.EMAIL_BOUNCED -> item.ofEmail().put("bounce_type", "soft");
            case ConsentActivities.BOUNCED -> item.ofEmail().put("bounce_type", "hard");
            case ConsentActivities.PERMISSION_CHANGED ->
                item.put("marketing_permission_text", permissions.getOrDefault(activity.property("permission_id"), ""))
                        .copy("by", "updated_by")
                        .flag("opted_in", "marketing_permission_opted_in");
            case NOTE ->
                item.copy("updated_at", "updated_at_timestamp")
                        .copy("note_id", "note_id")
                        .copy("text", "note_text")
                        .copy("created_by", "created_by")
                        .put("avatar_url", "");
            default -> item.ofStorefront();
        }
        return item.fields;
    }

    /// What the Marketing API calls a type of the ledger.
    static String word(String type) {
        return FeedFilter.WORDS.entrySet().stream()
                .filter(word -> word.getValue().contains(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(type);
    }

    /// What the Marketing API has no fields for is shown as it is.
    private FeedItem ofStorefront() {
        if (FeedFilter.STOREFRONT.contains(activity.type())) {
            copy("url", "page_url").copy("title", "page_title");
        }
        return put("properties", activity.properties());
    }

    private FeedItem ofEmail() {
        return copy("delivery_id", "campaign_id").copy("subject", "campaign_title");
    }

    private FeedItem copy(String property, String field) {
        return put(field, activity.property(property));
    }

    private FeedItem flag(String property, String field) {
        return put(field, activity.property(property).equals("true"));
    }

    private FeedItem put(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /// Each as `name: value`.
    private static List<String> properties(Activity activity) {
        return activity.properties().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .sorted()
                .toList();
    }
}
