package io.sillage.contacts.contact;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.contact.MemberService.Wish;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.QueryFlag;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The members of a list, one at a time.
@Path("/3.0/lists/{list_id}/members")
@RolesAllowed(Role.API)
public class MemberResource {

    /// Somebody who adds the same address at the same moment may come first, and may delete it again.
    private static final int MORE_ATTEMPTS = 2;

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactCards cards;
    private final MemberService service;
    private final MemberLinks links;
    private final Caller caller;

    MemberResource(
            AudienceRepository audiences,
            ContactRepository contacts,
            ContactCards cards,
            MemberService service,
            MemberLinks links,
            Caller caller) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.cards = cards;
        this.service = service;
        this.links = links;
        this.caller = caller;
    }

    @POST
    @WithTransaction
    public Uni<MemberView> create(
            @RestPath("list_id") String listId,
            @RestQuery("skip_merge_validation") @Nullable String skip,
            JsonBody body) {
        var form = MemberForm.create(body);
        var cause = Cause.api(caller.actor());
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> service.create(new Wish(audience, form, QueryFlag.isSet(skip), cause)))
                .map(this::view);
    }

    @GET
    @Path("/{subscriber_hash}")
    @WithSession
    public Uni<MemberView> read(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash) {
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> read(audience, SubscriberKey.parse(subscriberHash)))
                .map(this::view);
    }

    private Uni<ContactCard> read(Audience audience, SubscriberKey key) {
        return contacts.get(audience.id(), key).chain(contact -> cards.of(audience, contact));
    }

    @PUT
    @Path("/{subscriber_hash}")
    public Uni<MemberView> upsert(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestQuery("skip_merge_validation") @Nullable String skip,
            JsonBody body) {
        var form = MemberForm.upsert(body);
        var cause = Cause.api(caller.actor());
        var key = SubscriberKey.parse(subscriberHash);
        return write(listId, audience -> service.upsert(new Wish(audience, form, QueryFlag.isSet(skip), cause), key));
    }

    @PATCH
    @Path("/{subscriber_hash}")
    public Uni<MemberView> change(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestQuery("skip_merge_validation") @Nullable String skip,
            JsonBody body) {
        var form = MemberForm.change(body);
        var cause = Cause.api(caller.actor());
        var key = SubscriberKey.parse(subscriberHash);
        return write(listId, audience -> service.change(new Wish(audience, form, QueryFlag.isSet(skip), cause), key));
    }

    /// In a transaction; in another one if the address was added meanwhile, which then finds it.
    private Uni<MemberView> write(String listId, Function<Audience, Uni<ContactCard>> work) {
        var accountId = caller.accountId();
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(
                        () -> audiences.get(accountId, listId).chain(work::apply)))
                .onFailure(AddressTaken.class)
                .retry()
                .atMost(MORE_ATTEMPTS)
                .map(this::view);
    }

    @DELETE
    @Path("/{subscriber_hash}")
    @WithTransaction
    public Uni<Void> archive(@RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash) {
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience ->
                        service.archive(audience, SubscriberKey.parse(subscriberHash), Cause.api(caller.actor())));
    }

    @POST
    @Path("/{subscriber_hash}/actions/delete-permanent")
    @WithTransaction
    public Uni<Void> erase(@RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash) {
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> service.erase(audience, SubscriberKey.parse(subscriberHash)));
    }

    private MemberView view(ContactCard card) {
        return MemberView.of(card, links.of(card));
    }
}
