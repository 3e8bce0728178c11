package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagService.Mention;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.UnsubscribeContact;
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

    private static final Set<Origin> BY_THE_CONTACT = Set.of(Origin.UNSUBSCRIBE_LINK, Origin.FORM);
    private static final String NO_REASON = "None given";

    /// Changes the contacts, and emits what is to be announced, in order.
    static List<ContactChanged> apply(List<Message> commands, CommandBatch batch, Instant now) {
        var announcements = new ArrayList<ContactChanged>();
        for (var command : commands) {
            batch.apply(command, now).ifPresent(announcements::add);
        }
        return announcements;
    }

    private Optional<ContactChanged> apply(Message command, Instant now) {
        return switch (command) {
            case TagContact tag ->
                existing(tag.contactId(), tag.accountId(), tag.audienceId()).flatMap(contact -> tag(tag, contact, now)
                        .map(change -> announcement(contact, change, tag.origin(), now)));
            case UnsubscribeContact unsubscribe ->
                existing(unsubscribe.contactId(), unsubscribe.accountId(), unsubscribe.audienceId())
                        .flatMap(contact -> unsubscribe(unsubscribe, contact, now)
                                .map(change -> announcement(contact, change, unsubscribe.origin(), now)));
            default -> Optional.empty();
        };
    }

    private Optional<Contact> existing(UUID contactId, UUID accountId, UUID audienceId) {
        return Optional.ofNullable(contacts.get(contactId))
                .filter(contact -> contact.accountId().equals(accountId))
                .filter(contact -> contact.audienceId().equals(audienceId))
                .filter(contact -> audiences.containsKey(audienceId));
    }

    /// Whether the command means this contact: an id alone may be of another account.
    static boolean isAbout(TagContact command, @Nullable Contact contact) {
        return contact != null
                && contact.accountId().equals(command.accountId())
                && contact.audienceId().equals(command.audienceId());
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
        return BY_THE_CONTACT.contains(command.origin())
                ? contact.optOut(reason, now)
                : contact.unsubscribe(reason, now);
    }

    private ContactChanged announcement(Contact contact, Change change, Origin origin, Instant now) {
        contact.touched(now);
        var carried = contact.tagIds().stream()
                .sorted()
                .map(tags::get)
                .filter(Objects::nonNull)
                .toList();
        var card = new ContactCard(audiences.get(contact.audienceId()), contact, carried);
        return card.changed(List.of(change), origin, false, now);
    }
}
