package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contracts.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds members for other features. Fails with 404 if the account has no such list, or the list no such member.
@ApplicationScoped
public class Members {

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactAnnouncements announcements;

    Members(AudienceRepository audiences, ContactRepository contacts, ContactAnnouncements announcements) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.announcements = announcements;
    }

    /// @param subscriberHash MD5 of the lower-cased address, the address, or the contact's id
    public Uni<Member> get(UUID accountId, String listId, String subscriberHash) {
        return audiences.get(accountId, listId).chain(audience -> contacts.get(
                        audience.id(), SubscriberKey.parse(subscriberHash))
                .map(contact -> member(audience, contact)));
    }

    /// The member, which nobody else changes until the transaction ends.
    public Uni<Member> lock(UUID accountId, String listId, String subscriberHash) {
        return audiences.get(accountId, listId).chain(audience -> contacts.getLocked(
                        audience.id(), SubscriberKey.parse(subscriberHash))
                .map(contact -> member(audience, contact)));
    }

    /// Tells everybody of a note about the member, in the transaction that wrote or deleted it.
    ///
    /// @param member locked
    /// @param change of the note
    public Uni<Void> announceNote(Member member, Change change, String actor) {
        return contacts.findById(member.contactId())
                .call(contacts::refresh)
                .invoke(Contact::noted)
                .chain(contact -> audiences
                        .alive(contact.audienceId())
                        .map(Optional::orElseThrow)
                        .chain(audience -> announcements.announce(
                                audience,
                                contact,
                                List.of(change),
                                Cause.api(actor).silent(true)))
                        .replaceWithVoid());
    }

    private static Member member(Audience audience, Contact contact) {
        return new Member(contact.id(), audience.listId(), contact.emailHash());
    }
}
