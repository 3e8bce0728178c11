package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagService;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Adds and changes contacts as the Marketing API does.
@ApplicationScoped
class MemberService {

    private final ContactRepository contacts;
    private final ForgottenAddressRepository forgotten;
    private final TagService tags;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    MemberService(
            ContactRepository contacts,
            ForgottenAddressRepository forgotten,
            TagService tags,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.contacts = contacts;
        this.forgotten = forgotten;
        this.tags = tags;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// What a request wants of an audience.
    ///
    /// @param skipValidation required fields may be empty
    /// @param source where a new contact comes from, in words
    record Wish(Audience audience, MemberForm form, boolean skipValidation, String source, Cause cause) {

        static final String API_SOURCE = "API - Generic";

        Wish(Audience audience, MemberForm form, boolean skipValidation, Cause cause) {
            this(audience, form, skipValidation, API_SOURCE, cause);
        }

        FieldValues values(boolean isNew) {
            var values = FieldValues.read(form.mergeFields(), audience);
            if (!skipValidation) {
                values.requireAll(audience.fields(), isNew);
            }
            return values;
        }

        EmailAddress email() {
            return form.email().orElseThrow();
        }
    }

    /// POST: the address must be new.
    Uni<ContactCard> create(Wish wish) {
        return contacts.find(wish.audience().id(), SubscriberKey.of(wish.email()))
                .invoke(found -> refuseExisting(found, wish.email()))
                .chain(() -> add(wish, wish.form().status().orElseThrow()));
    }

    /// PUT: changes the contact that the path names, or adds the address of the body.
    Uni<ContactCard> upsert(Wish wish, SubscriberKey key) {
        return contacts.lock(wish.audience().id(), key)
                .chain(found -> found.map(contact -> change(wish, contact, other -> new AddressTaken(other.address())))
                        .orElseGet(() -> addOnPut(wish, key)));
    }

    private Uni<ContactCard> addOnPut(Wish wish, SubscriberKey key) {
        var status = wish.form()
                .statusIfNew()
                .or(wish.form()::status)
                .orElseThrow(() -> Problem.invalid("status_if_new", "This field is required for a new contact."));
        return key.emailHash().equals(wish.email().hash())
                ? add(wish, status)
                : contacts.find(wish.audience().id(), SubscriberKey.of(wish.email()))
                        .invoke(found -> refuseExisting(found, wish.email()))
                        .chain(() -> add(wish, status));
    }

    /// PATCH: the contact must exist.
    Uni<ContactCard> change(Wish wish, SubscriberKey key) {
        return contacts.getLocked(wish.audience().id(), key)
                .chain(contact -> change(wish, contact, MemberProblems::newAddressInUse));
    }

    Uni<Void> archive(Audience audience, SubscriberKey key, Cause cause) {
        return contacts.getLocked(audience.id(), key)
                .invoke(MemberService::refuseUnarchivable)
                .chain(contact -> finish(
                        audience,
                        contact,
                        contact.changeStatus(EmailStatus.ARCHIVED, clock.instant()).stream()
                                .toList(),
                        cause))
                .replaceWithVoid();
    }

    /// Nothing of the contact stays but a hash that keeps its address out.
    Uni<Void> erase(Audience audience, SubscriberKey key) {
        return contacts.getLocked(audience.id(), key)
                .call(contact -> forgotten.add(contact, clock.instant()))
                .call(contact -> announcements.announceErasure(audience, contact))
                .chain(contacts::delete);
    }

    /// Adds the contact, whose address and phone nobody has. Fails with [AddressTaken] if somebody has them meanwhile.
    Uni<ContactCard> add(Wish wish, EmailStatus status) {
        var added = newContact(wish, status);
        return forgotten
                .refuseForgotten(added.contact())
                .chain(() -> contacts.save(added.contact()))
                .chain(() -> addTags(wish, added))
                .chain(changes -> announcements.announce(wish.audience(), added.contact(), changes, wish.cause()));
    }

    /// Values of a new contact are no changes; what it chose and agreed to is told by name all the same.
    private ContactChange newContact(Wish wish, EmailStatus status) {
        var now = clock.instant();
        var values = wish.values(true);
        var id = Ids.newId(now);
        var contact = wish.form()
                .email()
                .map(email -> new Contact(id, wish.audience(), email, status, wish.source(), wish.cause(), now))
                .orElseGet(() -> new Contact(id, wish.audience(), status, wish.source(), wish.cause(), now));
        var changes = new ArrayList<Change>(List.of(new Change.Created()));
        MemberChanges.apply(wish.form().withoutStatus(), values, wish.audience(), contact, now).stream()
                .filter(MemberService::isToldOfNewContacts)
                .forEach(changes::add);
        return new ContactChange(contact, changes);
    }

    static boolean isToldOfNewContacts(Change change) {
        return change instanceof Change.GroupJoined
                || change instanceof Change.SmsStatusChanged
                || change instanceof Change.PermissionChanged;
    }

    private Uni<List<Change>> addTags(Wish wish, ContactChange added) {
        var contact = added.contact();
        if (wish.form().tags().isEmpty()) {
            return Uni.createFrom().item(added.changes());
        }
        return tags.ensure(
                        contact.accountId(), contact.audienceId(), wish.form().tags())
                .map(found -> withTags(added, found.values()));
    }

    private List<Change> withTags(ContactChange added, Collection<Tag> given) {
        var changes = new ArrayList<>(added.changes());
        var now = clock.instant();
        given.forEach(tag -> added.contact().addTag(tag, now).ifPresent(changes::add));
        return changes;
    }

    /// @param contact locked
    Uni<ContactCard> change(Wish wish, Contact contact, Refusal refusal) {
        var values = wish.values(false);
        return changeEmail(wish, contact, refusal)
                .map(ofEmail -> new ContactChange(contact, changes(wish, values, contact, ofEmail)))
                .chain(changed -> addTags(wish, changed))
                .chain(changes -> finish(wish.audience(), contact, changes, wish.cause()));
    }

    /// What is said of the contact that has the wanted address already.
    interface Refusal {
        Problem of(Contact other);
    }

    private Uni<Optional<Change>> changeEmail(Wish wish, Contact contact, Refusal refusal) {
        var wanted = wish.form().email().filter(email -> !contact.hasAddress(email));
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (contact.email().isPresent() && contact.status() != EmailStatus.SUBSCRIBED) {
            throw MemberProblems.addressOfOthersFixed(contact.status());
        }
        var email = wanted.get();
        return contacts.find(contact.audienceId(), SubscriberKey.of(email))
                .invoke(found -> found.ifPresent(other -> refuse(refusal.of(other))))
                .chain(() -> forgotten.refuseForgotten(contact.audienceId(), email))
                .map(_ -> contact.changeEmail(email));
    }

    private List<Change> changes(Wish wish, FieldValues values, Contact contact, Optional<Change> ofEmail) {
        var changes = new ArrayList<>(ofEmail.stream().toList());
        changes.addAll(MemberChanges.apply(wish.form(), values, wish.audience(), contact, clock.instant()));
        return changes;
    }

    private Uni<ContactCard> finish(Audience audience, Contact contact, List<Change> changes, Cause cause) {
        if (!changes.isEmpty()) {
            contact.touched(clock.instant());
        }
        return contacts.save(contact).chain(() -> announcements.announce(audience, contact, changes, cause));
    }

    private static void refuseExisting(Optional<Contact> found, EmailAddress email) {
        found.ifPresent(_ -> refuse(new AddressTaken(email.text())));
    }

    private static void refuseUnarchivable(Contact contact) {
        if (!contact.canBeArchived()) {
            throw MemberProblems.cannotBeArchived();
        }
    }

    private static void refuse(Problem problem) {
        throw problem;
    }
}
