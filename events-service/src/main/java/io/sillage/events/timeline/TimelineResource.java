package io.sillage.events.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sillage.events.contact.Contacts;
import io.sillage.events.timeline.TimelineRepository.Event;
import io.sillage.events.timeline.TimelineRepository.Events;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The events of a contact.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/events")
@RolesAllowed(Role.API)
public class TimelineResource {

    public record EventsView(
            List<EventView> events,
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    public record EventView(
            @JsonProperty("occurred_at") String occurredAt, String name, Map<String, Object> properties) {

        static EventView of(Event event) {
            return new EventView(ApiTime.format(event.occurredAt()), event.name(), event.properties());
        }
    }

    private final Contacts contacts;
    private final Freshness freshness;
    private final TimelineRepository timeline;
    private final Caller caller;
    private final Links links;

    TimelineResource(Contacts contacts, Freshness freshness, TimelineRepository timeline, Caller caller, Links links) {
        this.contacts = contacts;
        this.freshness = freshness;
        this.timeline = timeline;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<EventsView> list(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriber,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        var member = "/lists/%s/members/%s".formatted(listId, URLEncoder.encode(subscriber, StandardCharsets.UTF_8));
        var around = links.of(member + "/events").add("parent", "GET", member).build();
        return contacts.get(caller.accountId(), listId, subscriber)
                .call(contact -> freshness.of(contact.contactId()))
                .chain(contact -> timeline.find(contact, page))
                .map(events -> view(events, around));
    }

    private static EventsView view(Events events, List<Link> around) {
        return new EventsView(events.page().stream().map(EventView::of).toList(), events.total(), around);
    }
}
