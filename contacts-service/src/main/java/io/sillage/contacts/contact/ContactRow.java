package io.sillage.contacts.contact;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A new contact as a row of its table, by the names of the columns.
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record ContactRow(
        UUID id,
        UUID accountId,
        UUID audienceId,
        String email,
        String emailHash,
        String uniqueEmailId,
        String status,
        boolean optedOut,
        @Nullable String unsubscribeReason,
        Map<String, Object> fields,
        List<String> groups,
        List<String> permissions,
        @Nullable String smsPhone,
        String smsStatus,
        @Nullable Instant smsChangedAt,
        String emailType,
        String language,
        boolean vip,
        double latitude,
        double longitude,
        String ipSignup,
        String ipOpt,
        String source,
        String createdOrigin,
        String createdActor,
        @Nullable Instant signedUpAt,
        @Nullable Instant subscribedAt,
        @Nullable Instant unsubscribedAt,
        Instant createdAt,
        Instant lastChanged,
        long version) {

    static ContactRow of(Contact contact) {
        return new ContactRow(
                contact.id(),
                contact.accountId(),
                contact.audienceId(),
                contact.address(),
                contact.emailHash(),
                contact.uniqueEmailId(),
                contact.status().word(),
                contact.refusesSubscription(),
                contact.unsubscribeReason(),
                contact.fields(),
                contact.choices().groups(),
                contact.choices().permissions(),
                contact.sms().phone().map(phone -> phone.e164()).orElse(null),
                contact.sms().status().word(),
                contact.sms().changedAt(),
                contact.emailType(),
                contact.language(),
                contact.vip(),
                contact.latitude(),
                contact.longitude(),
                contact.ipSignup(),
                contact.ipOpt(),
                contact.source(),
                contact.createdOrigin().word(),
                contact.createdActor(),
                contact.signedUpAt(),
                contact.subscribedAt(),
                contact.unsubscribedAt(),
                contact.createdAt(),
                contact.lastChanged(),
                contact.version());
    }
}
