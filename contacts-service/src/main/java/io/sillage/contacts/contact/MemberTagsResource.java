package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Page;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The tags of a member.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/tags")
@RolesAllowed(Role.API)
public class MemberTagsResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record TagView(long id, String name, String dateAdded) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record TagsView(
            List<TagView> tags,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactCards cards;
    private final TaggingService service;
    private final MemberLinks links;
    private final Caller caller;

    MemberTagsResource(
            AudienceRepository audiences,
            ContactRepository contacts,
            ContactCards cards,
            TaggingService service,
            MemberLinks links,
            Caller caller) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.cards = cards;
        this.service = service;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<TagsView> list(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> card(audience, SubscriberKey.parse(subscriberHash)))
                .map(card -> view(card, page));
    }

    private Uni<ContactCard> card(Audience audience, SubscriberKey key) {
        return contacts.get(audience.id(), key).chain(contact -> cards.of(audience, contact));
    }

    private TagsView view(ContactCard card, Page page) {
        var dates = card.contact().tags();
        var views = card.tags().stream()
                .skip(page.offset())
                .limit(page.count())
                .map(tag -> new TagView(tag.id(), tag.name(), ApiTime.format(dates.get(tag.id()))))
                .toList();
        return new TagsView(
                views, card.tags().size(), links.ofTags(card.audience().listId(), card.contact()));
    }

    @POST
    @WithTransaction
    public Uni<Void> change(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash, JsonBody body) {
        var form = TaggingForm.read(body);
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience ->
                        service.change(audience, SubscriberKey.parse(subscriberHash), form, Cause.api(caller.actor())));
    }
}
