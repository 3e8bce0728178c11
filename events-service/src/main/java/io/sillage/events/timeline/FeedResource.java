package io.sillage.events.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.events.contact.Accounts;
import io.sillage.events.contact.Audiences;
import io.sillage.events.contact.Contact;
import io.sillage.events.contact.Contacts;
import io.sillage.events.ledger.ConsentActivities;
import io.sillage.events.timeline.FeedRepository.Activity;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/// Everything that happened with a contact, newest first, in the two forms of the Marketing API.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}")
@RolesAllowed(Role.API)
public class FeedResource {

    /// What the older form shows at the most.
    private static final Page LATEST = Page.of("50", "0");

    /// Words of the older form that name nothing that occurs here.
    private static final Set<String> OTHER_ACTIONS = Set.of("abuse", "ecomm");

    private static final String OLDER_FORM = "activity";
    private static final String FEED = "activity-feed";

    @JsonNaming(SnakeCaseStrategy.class)
    public record FeedView(
            List<Map<String, Object>> activity,
            String emailId,
            String contactId,
            String listId,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ActivityView(
            List<ActionView> activity,
            String emailId,
            String contactId,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param type of a campaign
    /// @param title the subject of an email, or the name of an event
    @JsonNaming(SnakeCaseStrategy.class)
    public record ActionView(
            String action,
            String timestamp,
            String url,
            String type,
            String campaignId,
            String title,
            String parentCampaign) {

        static ActionView of(Activity activity) {
            return new ActionView(
                    FeedItem.word(activity.type()),
                    ApiTime.format(activity.occurredAt()),
                    activity.property("url"),
                    "",
                    activity.property("delivery_id"),
                    activity.name() == null ? activity.property("subject") : activity.name(),
                    "");
        }
    }

    private final Accounts accounts;
    private final Audiences audiences;
    private final Contacts contacts;
    private final Freshness freshness;
    private final FeedRepository feeds;
    private final Caller caller;
    private final Links links;

    FeedResource(
            Accounts accounts,
            Audiences audiences,
            Contacts contacts,
            Freshness freshness,
            FeedRepository feeds,
            Caller caller,
            Links links) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.contacts = contacts;
        this.freshness = freshness;
        this.feeds = feeds;
        this.caller = caller;
        this.links = links;
    }

    private record Found(Contact contact, List<Activity> activities) {}

    private record Shown(Found found, Map<String, String> permissions) {

        List<Map<String, Object>> items() {
            return found.activities().stream()
                    .map(activity -> FeedItem.of(activity, permissions))
                    .toList();
        }
    }

    @GET
    @Path(FEED)
    public Uni<FeedView> feed(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriber, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        return accounts.timeZone(caller.accountId())
                .map(zone -> FeedFilter.read(query, zone))
                .chain(filter -> find(listId, subscriber, filter))
                .chain(this::withPermissions)
                .map(shown -> new FeedView(
                        shown.items(),
                        Ids.hex(shown.found().contact().emailHash()),
                        Ids.hex(shown.found().contact().contactId()),
                        listId,
                        around(listId, shown.found().contact(), FEED)));
    }

    @GET
    @Path(OLDER_FORM)
    public Uni<ActivityView> activity(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriber, @Context UriInfo uri) {
        var all = FeedFilter.read(QueryParameters.of(uri), ZoneOffset.UTC);
        var types = FeedFilter.types(QueryParameters.of(uri), "action", OTHER_ACTIONS);
        return find(listId, subscriber, new FeedFilter(types, all.since(), all.before(), LATEST))
                .map(found -> new ActivityView(
                        found.activities().stream().map(ActionView::of).toList(),
                        Ids.hex(found.contact().emailHash()),
                        Ids.hex(found.contact().contactId()),
                        listId,
                        found.activities().size(),
                        around(listId, found.contact(), OLDER_FORM)));
    }

    private Uni<Shown> withPermissions(Found found) {
        var speaksOfThem =
                found.activities().stream().anyMatch(each -> each.type().equals(ConsentActivities.PERMISSION_CHANGED));
        var texts = speaksOfThem
                ? audiences.permissions(found.contact().audienceId())
                : Uni.createFrom().item(Map.<String, String>of());
        return texts.map(permissions -> new Shown(found, permissions));
    }

    private Uni<Found> find(String listId, String subscriber, FeedFilter filter) {
        return contacts.get(caller.accountId(), listId, subscriber)
                .call(contact -> freshness.of(contact.contactId()))
                .chain(contact -> feeds.find(contact, filter)
                        .chain(this::titled)
                        .map(activities -> new Found(contact, activities)));
    }

    /// Opens and clicks do not say what the email was called.
    private Uni<List<Activity>> titled(List<Activity> activities) {
        var deliveryIds = activities.stream()
                .flatMap(activity -> activity.untitledDelivery().stream())
                .collect(Collectors.toSet());
        return feeds.subjects(deliveryIds).map(subjects -> activities.stream()
                .map(activity -> activity.untitledDelivery()
                        .map(id -> activity.titled(subjects.getOrDefault(Ids.hex(id), "")))
                        .orElse(activity))
                .toList());
    }

    private List<Link> around(String listId, Contact contact, String form) {
        var member = "/lists/%s/members/%s".formatted(listId, Ids.hex(contact.emailHash()));
        return links.of(member + "/" + form).add("parent", "GET", member).build();
    }
}
