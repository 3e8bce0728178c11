package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides what becomes of each member of a batch. No I/O: everything that matters is loaded and locked.
final class MemberBatch {

    /// What a batch knows and is told to do.
    ///
    /// @param existing by hash of the address
    /// @param forgotten addresses that were deleted for good, by [io.sillage.contacts.email.EmailAddress#hashIn]
    /// @param tags by [Tag#keyOf] the name: all that the request speaks of
    /// @param carried all that existing members carry, by id
    record Known(
            Audience audience,
            Map<String, Contact> existing,
            Set<String> forgotten,
            Map<String, Tag> tags,
            Map<Long, Tag> carried) {}

    /// @param skipValidation required fields may be empty
    /// @param skipDuplicates an address that comes again is passed over in silence
    /// @param source where new members come from, in words
    record Manner(MemberBatchForm form, boolean skipValidation, boolean skipDuplicates, String source, Cause cause) {}

    /// A member that could not be added or changed.
    ///
    /// @param index where it stands in the request
    record Failure(int index, String address, Problem problem, boolean exists) {}

    /// What became of all of them, in the order of the request.
    record Outcome(List<ContactChange> created, List<ContactChange> updated, List<Failure> failures) {}

    private final Known known;
    private final Manner manner;
    private final Instant now;
    private final Set<String> seen = new HashSet<>();
    private final Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    private MemberBatch(Known known, Manner manner, Instant now) {
        this.known = known;
        this.manner = manner;
        this.now = now;
    }

    static Outcome decide(Known known, Manner manner, Instant now) {
        var batch = new MemberBatch(known, manner, now);
        manner.form().entries().forEach(batch::decide);
        return batch.outcome;
    }

    private void decide(MemberBatchForm.Entry entry) {
        try {
            entry.problem().ifPresent(MemberBatch::fail);
            decide(entry.index(), entry.form().orElseThrow());
        } catch (Problem problem) {
            outcome.failures().add(new Failure(entry.index(), entry.address(), problem, false));
        }
    }

    private void decide(int index, MemberForm form) {
        var email = form.email().orElseThrow();
        if (!seen.add(email.hash())) {
            if (!manner.skipDuplicates()) {
                throw MemberProblems.twiceInOneRequest(email);
            }
            return;
        }
        var existing = known.existing().get(email.hash());
        if (existing == null) {
            outcome.created().add(create(form));
        } else if (manner.form().updateExisting()) {
            outcome.updated().add(update(form, existing));
        } else {
            outcome.failures().add(new Failure(index, email.text(), MemberProblems.existsAlready(email), true));
        }
    }

    private ContactChange create(MemberForm form) {
        var email = form.email().orElseThrow();
        if (isForgotten(email)) {
            throw MemberProblems.forgotten(email.text());
        }
        var status = form.status()
                .or(form::statusIfNew)
                .orElseThrow(() -> Problem.invalid("status", "This field is required."));
        var values = values(form, true);
        var contact = newContact(form, status);
        var changes = new ArrayList<Change>(List.of(new Change.Created()));
        MemberChanges.apply(form.withoutStatus(), values, known.audience(), contact, now).stream()
                .filter(MemberService::isToldOfNewContacts)
                .forEach(changes::add);
        changes.addAll(tag(form, contact));
        return new ContactChange(contact, changes);
    }

    private boolean isForgotten(EmailAddress email) {
        return !known.forgotten().isEmpty()
                && known.forgotten().contains(email.hashIn(known.audience().id()));
    }

    private Contact newContact(MemberForm form, EmailStatus status) {
        return new Contact(
                Ids.newId(now),
                known.audience(),
                form.email().orElseThrow(),
                status,
                manner.source(),
                manner.cause(),
                now);
    }

    private ContactChange update(MemberForm form, Contact contact) {
        var values = values(form, false);
        var changes = new ArrayList<>(MemberChanges.apply(form, values, known.audience(), contact, now));
        changes.addAll(tag(form, contact));
        if (!changes.isEmpty()) {
            contact.touched(now);
        }
        return new ContactChange(contact, changes);
    }

    private FieldValues values(MemberForm form, boolean isNew) {
        var values = FieldValues.read(form.mergeFields(), known.audience());
        if (!manner.skipValidation()) {
            values.requireAll(known.audience().fields(), isNew);
        }
        return values;
    }

    private List<Change> tag(MemberForm form, Contact contact) {
        var changes = new ArrayList<Change>();
        var wanted = form.tags().stream().map(Tag::keyOf).map(known.tags()::get).toList();
        if (manner.form().syncTags()) {
            var kept = wanted.stream().map(Tag::id).toList();
            contact.tagIds().stream()
                    .filter(id -> !kept.contains(id))
                    .sorted()
                    .map(known.carried()::get)
                    .forEach(tag -> contact.removeTag(tag).ifPresent(changes::add));
        }
        wanted.forEach(tag -> contact.addTag(tag, now).ifPresent(changes::add));
        return changes;
    }

    private static void fail(Problem problem) {
        throw problem;
    }
}
