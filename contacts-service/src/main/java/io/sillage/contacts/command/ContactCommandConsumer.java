package io.sillage.contacts.command;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.contact.ContactAdditions;
import io.sillage.contacts.contact.ContactCommands;
import io.sillage.contacts.erasure.Erasures;
import io.sillage.contacts.tag.TagService;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.DefineTag;
import io.sillage.contracts.DeleteTag;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Carries commands out, a poll in a transaction.
@ApplicationScoped
class ContactCommandConsumer {

    private final Consumption consumption;
    private final InboxRepository inbox;
    private final ContactAdditions additions;
    private final ContactCommands contacts;
    private final AudienceRepository audiences;
    private final TagService tags;
    private final Erasures erasures;
    private final Backlog backlog;
    private final InstantSource clock;

    ContactCommandConsumer(
            Consumption consumption,
            InboxRepository inbox,
            ContactAdditions additions,
            ContactCommands contacts,
            AudienceRepository audiences,
            TagService tags,
            Erasures erasures,
            Backlog backlog,
            InstantSource clock) {
        this.consumption = consumption;
        this.inbox = inbox;
        this.additions = additions;
        this.contacts = contacts;
        this.audiences = audiences;
        this.tags = tags;
        this.erasures = erasures;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Incoming("contact-commands")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        return Panache.withTransaction(() -> inbox.note(messages, clock.instant())
                        .chain(this::carryOut)
                        .chain(() -> inbox.purge(clock.instant())))
                .invoke(backlog::wake);
    }

    /// Contacts are locked before tags, as everywhere.
    private Uni<Void> carryOut(List<Message> commands) {
        return additions
                .add(additionsOf(commands))
                .chain(() -> contacts.carryOut(commands))
                .chain(() -> carryOutOnTags(commands))
                .chain(() -> erasures.confirm(commands));
    }

    private static List<AddContact> additionsOf(List<Message> commands) {
        return commands.stream()
                .filter(AddContact.class::isInstance)
                .map(AddContact.class::cast)
                .toList();
    }

    private Uni<Void> carryOutOnTags(List<Message> commands) {
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(this::carryOutOnTags)
                .collect()
                .last();
    }

    private Uni<Void> carryOutOnTags(Message command) {
        return switch (command) {
            case DefineTag define -> define(define);
            case DeleteTag delete -> tags.delete(delete.accountId(), delete.tagId());
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> define(DefineTag define) {
        return audiences
                .alive(define.audienceId())
                .map(found -> found.filter(audience -> audience.accountId().equals(define.accountId())))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tags.define(define.accountId(), define.audienceId(), define.tagId(), define.name()));
    }
}
