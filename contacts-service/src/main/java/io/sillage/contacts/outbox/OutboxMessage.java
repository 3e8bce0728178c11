package io.sillage.contacts.outbox;

import io.sillage.platform.outbox.Outbox.OutboxRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the platform's outbox. Written here, sent and deleted by the relay.
@Entity
@Table(name = "outbox")
class OutboxMessage {

    @Id
    private UUID id;

    private short shard;
    private String topic;
    private String key;
    private String type;
    private OffsetDateTime time;
    private byte @Nullable [] value;

    protected OutboxMessage() {} // for Hibernate

    OutboxMessage(OutboxRow row) {
        this.id = row.id();
        this.shard = row.shard();
        this.topic = row.topic();
        this.key = row.key();
        this.type = row.type();
        this.time = row.time();
        this.value = row.value();
    }
}
