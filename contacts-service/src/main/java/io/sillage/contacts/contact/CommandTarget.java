package io.sillage.contacts.contact;

import io.sillage.contracts.ArchiveContact;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.GroupContact;
import io.sillage.contracts.Message;
import io.sillage.contracts.SubscribeContact;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.contracts.UpdateContact;
import java.util.Optional;
import java.util.UUID;

/// Which contact a command speaks of, and why it asks.
record CommandTarget(UUID accountId, UUID audienceId, UUID contactId, Cause cause) {

    /// Empty for a message that asks nothing of a contact that exists.
    static Optional<CommandTarget> of(Message message) {
        return switch (message) {
            case TagContact it -> target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), false));
            case UnsubscribeContact it ->
                target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), false));
            case SubscribeContact it ->
                target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), it.suppressTriggers()));
            case GroupContact it ->
                target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), it.suppressTriggers()));
            case UpdateContact it ->
                target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), it.suppressTriggers()));
            case ArchiveContact it ->
                target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), it.suppressTriggers()));
            case CleanContact it ->
                target(it, it.audienceId(), it.contactId(), Cause.of(it.origin(), actor(it), it.suppressTriggers()));
            default -> Optional.empty();
        };
    }

    private static Optional<CommandTarget> target(Message command, UUID audienceId, UUID contactId, Cause cause) {
        return Optional.of(new CommandTarget(command.accountId(), audienceId, contactId, cause));
    }

    private static String actor(Message command) {
        return "command:" + command.id();
    }

    /// An id alone may be of another account.
    boolean means(Contact contact) {
        return contact.id().equals(contactId)
                && contact.accountId().equals(accountId)
                && contact.audienceId().equals(audienceId);
    }
}
