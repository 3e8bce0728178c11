package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagRepository;
import io.sillage.contacts.tag.TagService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Adds and changes many members in one transaction: loads all that matters with one query each, decides in memory, and
/// announces at once.
@ApplicationScoped
class MemberBatchService {

    private final ContactRepository contacts;
    private final NewContacts newContacts;
    private final ForgottenAddressRepository forgotten;
    private final TagRepository tags;
    private final TagService tagService;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    MemberBatchService(
            ContactRepository contacts,
            NewContacts newContacts,
            ForgottenAddressRepository forgotten,
            TagRepository tags,
            TagService tagService,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.contacts = contacts;
        this.newContacts = newContacts;
        this.forgotten = forgotten;
        this.tags = tags;
        this.tagService = tagService;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// What became of the members.
    ///
    /// @param unchanged how many of the updated ones were as they should be already
    record Result(
            List<ContactCard> created, List<ContactCard> updated, int unchanged, List<MemberBatch.Failure> failures) {}

    Uni<Result> carryOut(Audience audience, MemberBatch.Manner manner) {
        var emails = manner.form().entries().stream()
                .flatMap(entry -> entry.form().flatMap(MemberForm::email).stream())
                .collect(toUnmodifiableSet());
        return emails.isEmpty()
                ? carryOut(new MemberBatch.Known(audience, Map.of(), Set.of(), Map.of(), Map.of()), manner)
                : contacts.lockAddresses(
                                audience.id(),
                                emails.stream().map(EmailAddress::hash).collect(toSet()))
                        .chain(found -> load(audience, emails, found, manner))
                        .chain(known -> carryOut(known, manner));
    }

    private Uni<MemberBatch.Known> load(
            Audience audience, Set<EmailAddress> emails, List<Contact> found, MemberBatch.Manner manner) {
        var existing = found.stream().collect(toMap(contact -> contact.emailHash(), Function.identity()));
        var carriedIds =
                found.stream().flatMap(contact -> contact.tagIds().stream()).collect(toSet());
        return forgotten.forgottenOf(audience.id(), emails).chain(gone -> tags.alive(carriedIds)
                .chain(carried -> tagService
                        .ensure(audience.accountId(), audience.id(), tagNames(manner))
                        .map(named -> new MemberBatch.Known(audience, existing, gone, named, byId(carried)))));
    }

    private static List<String> tagNames(MemberBatch.Manner manner) {
        return manner.form().entries().stream()
                .map(MemberBatchForm.Entry::form)
                .flatMap(Optional::stream)
                .flatMap(form -> form.tags().stream())
                .toList();
    }

    private static Map<Long, Tag> byId(List<Tag> carried) {
        return carried.stream().collect(toMap(Tag::id, Function.identity()));
    }

    private static int unchanged(MemberBatch.Outcome outcome) {
        return (int) outcome.updated().stream()
                .filter(change -> change.changes().isEmpty())
                .count();
    }

    private Uni<Result> carryOut(MemberBatch.Known known, MemberBatch.Manner manner) {
        var outcome = MemberBatch.decide(known, manner, clock.instant());
        var added = outcome.created().stream().map(ContactChange::contact).toList();
        return newContacts
                .add(added)
                .chain(() -> announcements.announceAll(known.audience(), outcome.created(), manner.cause()))
                .chain(created -> announcements
                        .announceAll(known.audience(), outcome.updated(), manner.cause())
                        .map(updated -> new Result(created, updated, unchanged(outcome), outcome.failures())));
    }
}
