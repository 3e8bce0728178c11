package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagService.Mention;
import io.sillage.contracts.ArchiveContact;
import io.sillage.contracts.Change;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.GroupContact;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SubscribeContact;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.contracts.UpdateContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that a batch of commands touches, and what the commands do to it. No I/O.
///
/// @param mentioned the tags that commands speak of, as far as they exist
/// @param tags every tag that a contact of the batch carries or may get
record CommandBatch(
        Map<UUID, Contact> contacts, Map<UUID, Audience> audiences, Map<Mention, Tag> mentioned, Map<Long, Tag> tags) {

    private static final Set<Origin> BY_THE_CONTACT = Set.of(Origin.UNSUBSCRIBE_LINK, Origin.FORM, Origin.PREFERENCES);
    private static final String NO_REASON = "None given";

    /// What the commands did, in order.
    record Outcome(List<ContactChanged> announcements, List<CausedChange> changes) {}

    /// Changes the contacts.
    static Outcome apply(List<Message> commands, CommandBatch batch, Instant now) {
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        for (var command : commands) {
            CommandTarget.of(command).ifPresent(target -> batch.apply(command, target, outcome, now));
        }
        return outcome;
    }

    private void apply(Message command, CommandTarget target, Outcome outcome, Instant now) {
        var contact = contacts.get(target.contactId());
        if (contact == null || !target.means(contact) || !audiences.containsKey(contact.audienceId())) {
            return;
        }
        var changes = changes(command, contact, now);
        if (!changes.isEmpty()) {
            outcome.announcements().add(announcement(contact, changes, target.cause(), now));
            outcome.changes().add(new CausedChange(new ContactChange(contact, changes), target.cause()));
        }
    }

    private List<Change> changes(Message command, Contact contact, Instant now) {
        return switch (command) {
            case TagContact tag -> list(tag(tag, contact, now));
            case UnsubscribeContact unsubscribe -> list(unsubscribe(unsubscribe, contact, now));
            case SubscribeContact subscribe -> list(subscribe(subscribe, contact, now));
            case GroupContact group -> list(group(group, contact));
            case UpdateContact update -> update(update, contact);
            case ArchiveContact _ -> list(archive(contact, now));
            case CleanContact _ -> list(contact.clean(now));
            default -> List.of();
        };
    }

    private static List<Change> list(Optional<Change> change) {
        return change.stream().toList();
    }

    /// Whether the command means this contact.
    static boolean isAbout(TagContact command, @Nullable Contact contact) {
        return contact != null && CommandTarget.of(command).orElseThrow().means(contact);
    }

    static Mention mention(TagContact command) {
        return new Mention(command.accountId(), command.audienceId(), command.tagId(), command.name(), command.add());
    }

    private Optional<Change> tag(TagContact command, Contact contact, Instant now) {
        return Optional.ofNullable(mentioned.get(mention(command)))
                .flatMap(tag -> command.add() ? contact.addTag(tag, now) : contact.removeTag(tag));
    }

    private static Optional<Change> unsubscribe(UnsubscribeContact command, Contact contact, Instant now) {
        var reason = command.reason() == null || command.reason().isBlank() ? NO_REASON : command.reason();
        var byTheContact = BY_THE_CONTACT.contains(command.origin());
        return switch (command.channel()) {
            case EMAIL -> byTheContact ? contact.optOut(reason, now) : contact.unsubscribe(reason, now);
            case SMS -> byTheContact ? contact.sms().optOut(now) : contact.sms().unsubscribe(now);
        };
    }

    private static Optional<Change> subscribe(SubscribeContact command, Contact contact, Instant now) {
        return switch (command.channel()) {
            case EMAIL -> contact.optIn(now);
            case SMS -> contact.sms().optIn(now);
        };
    }

    private Optional<Change> group(GroupContact command, Contact contact) {
        return audiences
                .get(contact.audienceId())
                .groups()
                .group(command.groupId())
                .flatMap(group -> command.join()
                        ? contact.choices().join(group)
                        : contact.choices().leave(group));
    }

    /// A value that its field does not take is left out; the others are taken.
    private List<Change> update(UpdateContact command, Contact contact) {
        var audience = audiences.get(contact.audienceId());
        var changes = new ArrayList<Change>();
        command.fields().forEach((tag, value) -> audience.fields()
                .tagged(tag)
                .flatMap(field -> update(audience, contact, field, value))
                .ifPresent(changes::add));
        return changes;
    }

    private static Optional<Change> update(Audience audience, Contact contact, Field field, Object value) {
        return FieldValues.readOne(audience, field, value)
                .flatMap(read -> contact.changeField(field.key(), field.tag(), read));
    }

    private static Optional<Change> archive(Contact contact, Instant now) {
        return contact.canBeArchived() ? contact.changeStatus(EmailStatus.ARCHIVED, now) : Optional.empty();
    }

    private ContactChanged announcement(Contact contact, List<Change> changes, Cause cause, Instant now) {
        contact.touched(now);
        var carried = contact.tagIds().stream()
                .sorted()
                .map(tags::get)
                .filter(Objects::nonNull)
                .toList();
        return new ContactCard(audiences.get(contact.audienceId()), contact, carried).changed(changes, cause, now);
    }
}
