package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/// The contacts of an audience by their channels: *Audiences* of the Marketing API, which knows contacts without an
/// email address. The same contacts as the members of the list.
@Path("/3.0/audiences/{audience_id}/contacts")
@RolesAllowed(Role.API)
public class ChannelContactResource {

    /// Somebody who adds the same contact at the same moment may come first, and may delete it again.
    private static final int MORE_ATTEMPTS = 2;

    private static final String EMAIL = "email:";
    private static final String SMS = "sms:";

    /// @param nextCursor of the following page; empty if this is the last
    @JsonNaming(SnakeCaseStrategy.class)
    public record ContactsView(
            List<ChannelContactView> contacts,
            String nextCursor,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactCards cards;
    private final ChannelContactService service;
    private final MemberService members;
    private final Links links;
    private final Caller caller;

    ChannelContactResource(
            AudienceRepository audiences,
            ContactRepository contacts,
            ContactCards cards,
            ChannelContactService service,
            MemberService members,
            Links links,
            Caller caller) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.cards = cards;
        this.service = service;
        this.members = members;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<ContactsView> list(@RestPath("audience_id") String audienceId, @Context UriInfo uri) {
        var page = ChannelContactPage.read(QueryParameters.of(uri));
        return audiences.get(caller.accountId(), audienceId).chain(audience -> contacts.page(audience.id(), page)
                .chain(found -> list(audience, page, found)));
    }

    private Uni<ContactsView> list(Audience audience, ChannelContactPage page, List<Contact> found) {
        var hasMore = found.size() > page.count();
        var shown = hasMore ? found.subList(0, page.count()) : found;
        var next = hasMore ? page.cursorBehind(shown.getLast()) : "";
        var self = "/audiences/%s/contacts".formatted(audience.listId());
        return cards.of(audience, shown)
                .map(made -> new ContactsView(
                        made.stream().map(ChannelContactView::of).toList(),
                        next,
                        links.of(self).add("create", "POST", self).build()));
    }

    @POST
    public Uni<ChannelContactView> create(
            @RestPath("audience_id") String audienceId, @Context UriInfo uri, JsonBody body) {
        var form = ChannelContactForm.read(body).requireAddress();
        var manner = manner(uri);
        return write(audienceId, audience -> service.create(audience, form, manner));
    }

    @GET
    @Path("/{contact_id}")
    @WithSession
    public Uni<ChannelContactView> read(
            @RestPath("audience_id") String audienceId, @RestPath("contact_id") String contactId) {
        return audiences.get(caller.accountId(), audienceId).chain(audience -> key(audience, contactId)
                .chain(key -> contacts.get(audience.id(), key))
                .chain(contact -> cards.of(audience, contact))
                .map(ChannelContactView::of));
    }

    @PATCH
    @Path("/{contact_id}")
    public Uni<ChannelContactView> change(
            @RestPath("audience_id") String audienceId,
            @RestPath("contact_id") String contactId,
            @Context UriInfo uri,
            JsonBody body) {
        var form = ChannelContactForm.read(body);
        var manner = manner(uri);
        return write(audienceId, audience -> key(audience, contactId)
                .chain(key -> service.change(audience, key, form, manner)));
    }

    @POST
    @Path("/{contact_id}/actions/archive")
    @WithTransaction
    public Uni<Void> archive(@RestPath("audience_id") String audienceId, @RestPath("contact_id") String contactId) {
        return audiences.get(caller.accountId(), audienceId).chain(audience -> key(audience, contactId)
                .chain(key -> members.archive(audience, key, Cause.api(caller.actor()))));
    }

    @POST
    @Path("/{contact_id}/actions/forget")
    @WithTransaction
    public Uni<Void> forget(@RestPath("audience_id") String audienceId, @RestPath("contact_id") String contactId) {
        return audiences.get(caller.accountId(), audienceId).chain(audience -> key(audience, contactId)
                .chain(key -> members.erase(audience, key)));
    }

    /// History starts no flow and is told to no webhook.
    private ChannelContactService.Manner manner(UriInfo uri) {
        var query = QueryParameters.of(uri);
        var skipsRequired = query.oneOf("merge_field_validation_mode", Set.of("strict", "ignore_required_checks"))
                .filter("ignore_required_checks"::equals)
                .isPresent();
        var isHistory = query.oneOf("data_mode", Set.of("live", "historical"))
                .filter("historical"::equals)
                .isPresent();
        return new ChannelContactService.Manner(
                skipsRequired, Cause.api(caller.actor()).silent(isHistory));
    }

    /// The id of a contact, `email:` and the MD5 of its lower-cased address, or `sms:` and the SHA-256 of its phone.
    private Uni<SubscriberKey> key(Audience audience, String contactId) {
        var text = contactId.toLowerCase(Locale.ROOT);
        if (text.startsWith(SMS)) {
            return contacts.idOfPhone(audience.id(), text.substring(SMS.length()))
                    .map(found -> SubscriberKey.of(found.orElseThrow(Problem::notFound)));
        }
        return Uni.createFrom()
                .item(
                        text.startsWith(EMAIL)
                                ? SubscriberKey.ofHash(text.substring(EMAIL.length()))
                                : SubscriberKey.of(Ids.parse(text).orElseThrow(Problem::notFound)));
    }

    /// In a transaction; in another one if the contact was added meanwhile, which then finds it.
    private Uni<ChannelContactView> write(String audienceId, Function<Audience, Uni<ContactCard>> work) {
        var accountId = caller.accountId();
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(
                        () -> audiences.get(accountId, audienceId).chain(work::apply)))
                .onFailure(AddressTaken.class)
                .retry()
                .atMost(MORE_ATTEMPTS)
                .map(ChannelContactView::of);
    }
}
