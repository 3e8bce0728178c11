package io.sillage.events.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contacts;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Events of a contact come in, one by one.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/events")
@RolesAllowed(Role.API)
public class IngestResource {

    private final Contacts contacts;
    private final Announcements announcements;
    private final InstantSource clock;
    private final Caller caller;
    private final Counter accepted;

    IngestResource(
            Contacts contacts, Announcements announcements, InstantSource clock, Caller caller, MeterRegistry metrics) {
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
        this.caller = caller;
        this.accepted = metrics.counter("sillage.events.accepted");
    }

    /// Answers when all in-sync replicas of Kafka have the event.
    ///
    /// @param key the same key for the same contact counts once, for good
    @POST
    public Uni<Void> record(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriber,
            @RestHeader("Idempotency-Key") @Nullable String key,
            JsonBody body) {
        var now = clock.instant();
        var event = NewEvent.of(body, now);
        var idempotencyKey = IdempotencyKey.ofHeader(key);
        return contacts.get(caller.accountId(), listId, subscriber)
                .map(contact -> event.recorded(contact, idempotencyKey, NewEvent.API, now))
                .chain(announcements::send)
                .invoke(() -> accepted.increment());
    }
}
