package io.sillage.contacts.contact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagRepository;
import io.sillage.contacts.tag.TagService;
import io.sillage.contacts.tag.TagService.Mention;
import io.sillage.contracts.Message;
import io.sillage.contracts.TagContact;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Carries out what other services ask of contacts: loads all that a batch of commands touches, decides in memory,
/// saves and announces at once.
@ApplicationScoped
public class ContactCommands {

    private final ContactRepository contacts;
    private final AudienceRepository audiences;
    private final TagRepository tags;
    private final TagService tagService;
    private final ChangeLog log;
    private final FollowUps followUps;
    private final AbuseReportRepository complaints;
    private final SessionOutbox outbox;
    private final InstantSource clock;

    ContactCommands(
            ContactRepository contacts,
            AudienceRepository audiences,
            TagRepository tags,
            TagService tagService,
            ChangeLog log,
            FollowUps followUps,
            AbuseReportRepository complaints,
            SessionOutbox outbox,
            InstantSource clock) {
        this.contacts = contacts;
        this.audiences = audiences;
        this.tags = tags;
        this.tagService = tagService;
        this.log = log;
        this.followUps = followUps;
        this.complaints = complaints;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// In the order given, in the current transaction. Messages that ask nothing of contacts are left alone, and
    /// nothing happens to a contact that does not exist (any more).
    public Uni<Void> carryOut(List<Message> messages) {
        var commands =
                messages.stream().filter(ContactCommands::concernsContact).toList();
        return commands.isEmpty()
                ? Uni.createFrom().voidItem()
                : load(commands)
                        .call(batch -> complaints.note(commands, batch.contacts(), clock.instant()))
                        .chain(batch -> announce(CommandBatch.apply(commands, batch, clock.instant()), batch));
    }

    private Uni<Void> announce(CommandBatch.Outcome outcome, CommandBatch batch) {
        var now = clock.instant();
        return log.note(outcome.changes(), now)
                .chain(() -> outbox.append(outcome.announcements()))
                .chain(() -> followUp(outcome, batch, now));
    }

    private Uni<Void> followUp(CommandBatch.Outcome outcome, CommandBatch batch, Instant now) {
        var byAudience = outcome.changes().stream()
                .collect(groupingBy(caused -> caused.change().contact().audienceId()));
        return Multi.createFrom()
                .iterable(byAudience.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        entry -> followUps.request(batch.audiences().get(entry.getKey()), entry.getValue(), now))
                .collect()
                .last();
    }

    private static boolean concernsContact(Message message) {
        return CommandTarget.of(message).isPresent();
    }

    private Uni<CommandBatch> load(List<Message> commands) {
        var ids = commands.stream().map(ContactCommands::contactId).collect(toSet());
        return contacts.lockAll(ids).chain(found -> load(commands, found));
    }

    private Uni<CommandBatch> load(List<Message> commands, List<Contact> found) {
        var contactsById = found.stream().collect(toMap(Contact::id, Function.identity()));
        return audiences
                .alive(found.stream().map(Contact::audienceId).collect(toSet()))
                .map(alive -> alive.stream().collect(toMap(Audience::id, Function.identity())))
                .chain(audiencesById -> load(commands, contactsById, audiencesById));
    }

    private Uni<CommandBatch> load(
            List<Message> commands, Map<UUID, Contact> contactsById, Map<UUID, Audience> audiencesById) {
        var mentions = mentions(commands, contactsById, audiencesById);
        return resolve(mentions).chain(resolved -> tags.alive(tagIds(contactsById.values()))
                .map(carried -> new CommandBatch(contactsById, audiencesById, resolved, names(carried, resolved))));
    }

    /// In one order, so that two batches that make the same tags wait for each other in the same order.
    private static List<Mention> mentions(
            List<Message> commands, Map<UUID, Contact> contactsById, Map<UUID, Audience> audiencesById) {
        return commands.stream()
                .flatMap(command -> command instanceof TagContact tag ? Stream.of(tag) : Stream.empty())
                .filter(tag -> CommandBatch.isAbout(tag, contactsById.get(tag.contactId())))
                .filter(tag -> audiencesById.containsKey(tag.audienceId()))
                .map(CommandBatch::mention)
                .distinct()
                .sorted(Comparator.comparing(Mention::audienceId).thenComparing(mention -> Tag.keyOf(mention.name())))
                .toList();
    }

    private Uni<Map<Mention, Tag>> resolve(List<Mention> mentions) {
        var resolved = new HashMap<Mention, Tag>();
        return Multi.createFrom()
                .iterable(mentions)
                .onItem()
                .transformToUniAndConcatenate(mention ->
                        tagService.resolve(mention).invoke(tag -> tag.ifPresent(it -> resolved.put(mention, it))))
                .collect()
                .last()
                .replaceWith(resolved);
    }

    private static Collection<Long> tagIds(Collection<Contact> found) {
        return found.stream().flatMap(contact -> contact.tagIds().stream()).collect(toSet());
    }

    private static Map<Long, Tag> names(List<Tag> carried, Map<Mention, Tag> resolved) {
        return Stream.concat(carried.stream(), resolved.values().stream())
                .collect(toMap(Tag::id, Function.identity(), (one, _) -> one));
    }

    private static UUID contactId(Message command) {
        return CommandTarget.of(command).orElseThrow().contactId();
    }
}
