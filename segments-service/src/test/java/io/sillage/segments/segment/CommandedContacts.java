package io.sillage.segments.segment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sillage.contracts.DefineTag;
import io.sillage.contracts.DeleteTag;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Message;
import io.sillage.contracts.MessageType;
import io.sillage.contracts.TagChanged;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Does to the contacts of one audience what it is commanded to, as contacts-service would.
final class CommandedContacts implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private final TestAudience audience;
    private final InstantSource clock;
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<UUID, TreeSet<Long>> tags = new HashMap<>();
    private final Map<Long, Long> versions = new HashMap<>();
    private volatile boolean closed;

    CommandedContacts(TestAudience audience, InstantSource clock) {
        this.audience = audience;
        this.clock = clock;
        Thread.ofPlatform().daemon().start(() -> TestTopics.awaitRecords(Topic.CONTACT_COMMANDS, this::handle));
    }

    synchronized UUID contact(String name) {
        var contact = audience.contact(name, EmailStatus.SUBSCRIBED, Map.of("FNAME", name));
        names.put(contact, name);
        tags.put(contact, new TreeSet<>());
        return contact;
    }

    private synchronized boolean handle(ConsumerRecord<String, byte[]> record) {
        var message = read(record);
        if (message.accountId().equals(audience.accountId())) {
            switch (message) {
                case DefineTag define -> tell(define.tagId(), define.name(), false);
                case DeleteTag delete -> tell(delete.tagId(), "deleted", true);
                case TagContact tagging -> tag(tagging);
                default -> throw new IllegalStateException("unexpected " + message);
            }
        }
        return closed;
    }

    private void tell(long tagId, String name, boolean deleted) {
        var now = clock.instant();
        TestTopics.publish(new TagChanged(
                Ids.newId(now),
                audience.accountId(),
                audience.audienceId(),
                tagId,
                versions.merge(tagId, 1L, Long::sum),
                name,
                deleted,
                now,
                now));
    }

    private void tag(TagContact tagging) {
        var carried = tags.get(tagging.contactId());
        if (tagging.add()) {
            carried.add(tagging.tagId());
        } else {
            carried.remove(tagging.tagId());
        }
        var name = names.get(tagging.contactId());
        audience.tell(
                tagging.contactId(),
                name,
                EmailStatus.SUBSCRIBED,
                Map.of("FNAME", name),
                carried.stream().mapToLong(Long::longValue).toArray());
    }

    private static Message read(ConsumerRecord<String, byte[]> record) {
        var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        try {
            return JSON.readValue(record.value(), MessageType.byName(type).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
