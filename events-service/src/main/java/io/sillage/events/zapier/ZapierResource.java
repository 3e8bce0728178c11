package io.sillage.events.zapier;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contacts;
import io.sillage.events.ingest.IdempotencyKey;
import io.sillage.events.ingest.NewEvent;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// An event of a contact, told by a step of a Zap (or of n8n, Make, …). Proven by the secret of the integration.
@Path("/i/{id}/events")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class ZapierResource implements Door {

    private static final String ACTION = "event";
    private static final String SOURCE = "zapier";

    private final Doors doors;
    private final Contacts contacts;
    private final Announcements announcements;
    private final InstantSource clock;

    ZapierResource(Doors doors, Contacts contacts, Announcements announcements, InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.ZAPIER;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return ACTION;
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        return integration.bySecret(headers);
    }

    /// What is answered is what the history of the Zap shows. No contact is made of an unknown address.
    @POST
    public Uni<Void> record(@RestPath String id, JsonBody body) {
        return doors.enter(ACTION, integration -> activity(integration, body).chain(announcements::send));
    }

    private Uni<ActivityRecorded> activity(Integration integration, JsonBody body) {
        var now = clock.instant();
        var address = body.field("email_address").required().text().orElse("");
        var key = IdempotencyKey.of("id", body.field("id").text().orElse(null));
        var event = NewEvent.of(body, now);
        return contacts.get(integration.accountId(), String.valueOf(integration.listId()), address.strip())
                .onFailure(Problem.class)
                .transform(_ ->
                        new Problem(404, "Resource Not Found", "The audience has no contact with this email address."))
                .map(contact -> event.recorded(contact, key, SOURCE, now));
    }
}
