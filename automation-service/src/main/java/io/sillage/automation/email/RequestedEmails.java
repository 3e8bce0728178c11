package io.sillage.automation.email;

import io.sillage.automation.flow.EmailContent;
import io.sillage.contracts.SendEmail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Queues emails that other services ask for.
@ApplicationScoped
class RequestedEmails {

    /// What is about a contact or an audience that is gone is not written down any more.
    private static final String INSERT = """
            insert into delivery
                   (delivery_id, account_id, audience_id, contact_id, purpose, email_address, content, event, status,
                    reason, queued_at, next_attempt_at)
            select delivery_id, account_id, audience_id, contact_id, purpose, email_address, cast(content as jsonb), '{}',
                   'queued', '', queued_at, queued_at
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
                          $8::timestamptz[])
                as asked (delivery_id, account_id, audience_id, contact_id, purpose, email_address, content, queued_at)
             where not exists (select from erased_contact erased where erased.contact_id = asked.contact_id)
               and not exists (select from audience where audience.audience_id = asked.audience_id and deleted)
            on conflict (delivery_id) do nothing""";

    private final Pool pool;
    private final DeliveryPoller poller;

    RequestedEmails(Pool pool, DeliveryPoller poller) {
        this.pool = pool;
        this.poller = poller;
    }

    /// One that is queued already stays as it is.
    Uni<Void> add(List<SendEmail> requests) {
        return requests.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(INSERT)
                        .execute(columns(requests))
                        .invoke(poller::wake)
                        .replaceWithVoid();
    }

    private static Tuple columns(List<SendEmail> requests) {
        return Tuple.from(List.of(
                requests.stream().map(SendEmail::id).toArray(UUID[]::new),
                requests.stream().map(SendEmail::accountId).toArray(UUID[]::new),
                requests.stream().map(SendEmail::audienceId).toArray(UUID[]::new),
                requests.stream().map(SendEmail::contactId).toArray(UUID[]::new),
                requests.stream().map(each -> each.purpose().word()).toArray(String[]::new),
                requests.stream().map(SendEmail::to).toArray(String[]::new),
                requests.stream()
                        .map(each -> DeliverySources.json(content(each)).encode())
                        .toArray(String[]::new),
                requests.stream()
                        .map(each -> each.occurredAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new)));
    }

    private static EmailContent content(SendEmail request) {
        return new EmailContent(
                request.subject(), request.fromName(), request.fromEmail(), request.html(), request.text());
    }
}
