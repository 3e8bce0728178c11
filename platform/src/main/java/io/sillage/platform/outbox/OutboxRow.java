package io.sillage.platform.outbox;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the table `outbox`: one message, or many that were written at once ([Parcel]).
///
/// @param id `ce_id` of the message, or of the first one
/// @param topic its name on the broker; empty if the messages say theirs
/// @param value the message as JSON, nothing if the reader is to forget what stands under the key, or the parcel
/// @param messages how many it stands for
public record OutboxRow(
        short shard,
        UUID id,
        String topic,
        String key,
        String type,
        OffsetDateTime time,
        byte @Nullable [] value,
        int messages) {

    /// A row of one message.
    OutboxRow(
            short shard, UUID id, String topic, String key, String type, OffsetDateTime time, byte @Nullable [] value) {
        this(shard, id, topic, key, type, time, value, 1);
    }
}
