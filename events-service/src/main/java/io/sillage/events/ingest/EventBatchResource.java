package io.sillage.events.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Audiences;
import io.sillage.events.contact.Contacts;
import io.sillage.events.ingest.EventBatch.Outcome;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// Events of many contacts come in at once. The operation is our own; the Marketing API has none like it.
@Path("/3.0/lists/{list_id}/events/batch")
@RolesAllowed(Role.API)
@BodyLimit(10 * BodyLimit.MIB)
public class EventBatchResource {

    /// @param accepted how many events are recorded
    public record BatchView(int accepted, List<RefusedEvent> errors) {}

    private final Audiences audiences;
    private final Contacts contacts;
    private final Announcements announcements;
    private final InstantSource clock;
    private final Caller caller;
    private final Counter accepted;

    EventBatchResource(
            Audiences audiences,
            Contacts contacts,
            Announcements announcements,
            InstantSource clock,
            Caller caller,
            MeterRegistry metrics) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
        this.caller = caller;
        this.accepted = metrics.counter("sillage.events.accepted");
    }

    /// Answers when all in-sync replicas of Kafka have all events that keep the rules; names the others.
    @POST
    public Uni<BatchView> record(@RestPath("list_id") String listId, JsonBody body) {
        var now = clock.instant();
        var batch = EventBatch.of(body, now);
        return audiences
                .get(caller.accountId(), listId)
                .chain(() -> outcome(batch, listId, now))
                .call(outcome -> announcements.sendAll(outcome.activities()))
                .invoke(outcome -> accepted.increment(outcome.activities().size()))
                .map(outcome -> new BatchView(outcome.activities().size(), outcome.refused()));
    }

    private Uni<Outcome> outcome(EventBatch batch, String listId, Instant now) {
        return contacts.find(caller.accountId(), listId, batch.subscribers()).map(found -> batch.outcome(found, now));
    }
}
