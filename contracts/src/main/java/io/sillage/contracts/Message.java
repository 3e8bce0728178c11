package io.sillage.contracts;

import java.time.Instant;
import java.util.UUID;

/// Everything that travels between services. The permits list is the catalogue.
///
/// On Kafka a message is a CloudEvent 1.0 in binary mode: its value is this record as JSON, its `ce_id` is [#id],
/// its `ce_type` is [MessageType#nameOf], its record key is [#key].
public sealed interface Message
        permits AccountChanged,
                ApiKeyChanged,
                AudienceChanged,
                TagChanged,
                ContactChanged,
                ContactErased,
                TagContact,
                DefineTag,
                DeleteTag,
                UnsubscribeContact,
                UpdateContact,
                GroupContact,
                ArchiveContact,
                CleanContact,
                SubscribeContact,
                AddContact,
                ActivityRecorded,
                SegmentChanged,
                MembershipChanged,
                CheckCondition,
                ConditionVerdict,
                SendEmail,
                ErasureConfirmed {

    /// Unique per message, so that a consumer can recognise a redelivery.
    UUID id();

    /// The account that owns everything the message speaks of.
    UUID accountId();

    /// When it happened, by the clock of the service that says so.
    Instant occurredAt();

    /// Kafka key: messages with the same key are consumed in the order in which they were sent.
    String key();

    /// Where it travels.
    Topic topic();
}
