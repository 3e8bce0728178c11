package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.contact.MemberService.Wish;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Adds and changes contacts by their channels: a contact has an email address, a phone, or both.
@ApplicationScoped
class ChannelContactService {

    private final ContactRepository contacts;
    private final MemberService members;

    ChannelContactService(ContactRepository contacts, MemberService members) {
        this.contacts = contacts;
        this.members = members;
    }

    /// How a request is to be taken.
    ///
    /// @param skipValidation required fields may be empty
    record Manner(boolean skipValidation, Cause cause) {}

    /// In the current transaction. Fails with 409 if the contact is there and must not be changed, or if its address
    /// and its phone belong to two contacts; with [AddressTaken] if somebody adds it at the same moment.
    Uni<ContactCard> create(Audience audience, ChannelContactForm form, Manner manner) {
        return find(audience, form).chain(found -> found.map(contact -> again(audience, contact, form, manner))
                .orElseGet(() -> add(audience, form, manner)));
    }

    private Uni<Optional<Contact>> find(Audience audience, ChannelContactForm form) {
        return byAddress(audience, form)
                .chain(ofAddress -> byPhone(audience, form).map(ofPhone -> one(ofAddress, ofPhone)));
    }

    private Uni<Optional<Contact>> byAddress(Audience audience, ChannelContactForm form) {
        return form.address()
                .map(address -> contacts.lock(audience.id(), SubscriberKey.of(address)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Contact>> byPhone(Audience audience, ChannelContactForm form) {
        return form.phone(audience)
                .map(phone -> contacts.lockPhone(audience.id(), phone))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<Contact> one(Optional<Contact> ofAddress, Optional<Contact> ofPhone) {
        if (ofAddress.isPresent()
                && ofPhone.isPresent()
                && !ofAddress.get().id().equals(ofPhone.get().id())) {
            throw conflict("The email address and the phone belong to two contacts of this audience.");
        }
        return ofAddress.or(() -> ofPhone);
    }

    private Uni<ContactCard> add(Audience audience, ChannelContactForm form, Manner manner) {
        var member = form.asMember(audience, Optional.empty());
        var wish = new Wish(audience, member, manner.skipValidation(), form.source(), manner.cause());
        return members.add(wish, member.status().orElse(EmailStatus.TRANSACTIONAL));
    }

    private Uni<ContactCard> again(Audience audience, Contact contact, ChannelContactForm form, Manner manner) {
        if (!form.updateExisting()) {
            throw conflict(
                    "%s is in this audience already. With update_existing, it is changed.".formatted(contact.handle()));
        }
        var member = form.asMember(audience, Optional.of(contact));
        return change(audience, contact, outOfArchive(member, contact), manner);
    }

    /// Who is added again is there again, with the consent that is said or with none.
    private static MemberForm outOfArchive(MemberForm member, Contact contact) {
        return contact.status() == EmailStatus.ARCHIVED && member.status().isEmpty()
                ? member.withStatus(Optional.of(EmailStatus.TRANSACTIONAL))
                : member;
    }

    /// In the current transaction. Fails with 404 if there is no such contact.
    Uni<ContactCard> change(Audience audience, SubscriberKey key, ChannelContactForm form, Manner manner) {
        return contacts.getLocked(audience.id(), key)
                .call(contact -> refusePhoneOfOthers(audience, contact, form))
                .chain(contact -> change(audience, contact, form.asMember(audience, Optional.of(contact)), manner));
    }

    private Uni<ContactCard> change(Audience audience, Contact contact, MemberForm member, Manner manner) {
        var wish = new Wish(audience, member, manner.skipValidation(), manner.cause());
        return members.change(
                wish, contact, other -> conflict("%s is in this audience already.".formatted(other.handle())));
    }

    private Uni<Void> refusePhoneOfOthers(Audience audience, Contact contact, ChannelContactForm form) {
        if (form.phone(audience).equals(contact.sms().phone())) {
            return Uni.createFrom().voidItem();
        }
        return byPhone(audience, form)
                .invoke(found -> found.filter(other -> !other.id().equals(contact.id()))
                        .ifPresent(other -> {
                            throw conflict("The phone belongs to another contact of this audience.");
                        }))
                .replaceWithVoid();
    }

    private static Problem conflict(String message) {
        return new Problem(409, "Conflict", message);
    }
}
