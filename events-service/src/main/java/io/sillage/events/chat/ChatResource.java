package io.sillage.events.chat;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contact;
import io.sillage.events.contact.Contacts;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Ignored;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// A chat system tells that a conversation was closed. Proven by the secret of the integration.
@Path("/i/{id}/ended")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class ChatResource implements Door {

    private static final String ACTION = "ended";
    private static final String SOURCE = "chat";
    private static final int LONGEST = 200;

    private final Doors doors;
    private final Contacts contacts;
    private final Announcements announcements;
    private final InstantSource clock;

    ChatResource(Doors doors, Contacts contacts, Announcements announcements, InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// A conversation with its end.
    private record Ended(String conversationId, String channel, Instant at) {

        /// Closed again after it was opened again, it counts again.
        ActivityRecorded recorded(Contact contact, Instant now) {
            return new ActivityRecorded(
                    Ids.derived(contact.contactId(), ActivityType.CHAT_ENDED, conversationId, at),
                    contact.accountId(),
                    contact.audienceId(),
                    contact.contactId(),
                    ActivityType.CHAT_ENDED,
                    null,
                    Map.of("conversation_id", conversationId, "channel", channel),
                    at,
                    now,
                    SOURCE,
                    false);
        }
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.CHAT;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return ACTION;
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        return integration.bySecret(headers);
    }

    @POST
    public Uni<Void> ended(@RestPath String id, JsonBody body) {
        return doors.enter(ACTION, integration -> record(integration, body));
    }

    private Uni<Void> record(Integration integration, JsonBody body) {
        var now = clock.instant();
        var conversation =
                body.field("conversation_id").required().text(1, LONGEST).orElse("");
        var channel = body.field("channel").text(0, LONGEST).orElse("");
        var at = body.field("ended_at").required().instant().orElse(now);
        var address = body.field("email_address").text().orElse("").strip();
        body.verify();
        if (address.isEmpty()) {
            throw new Ignored("The visitor left no email address.");
        }
        var ended = new Ended(conversation, channel, at.isAfter(now) ? now : at);
        return contacts.get(integration.accountId(), String.valueOf(integration.listId()), address)
                .onFailure(Problem.class)
                .transform(_ -> new Ignored("The audience has no contact with this email address."))
                .chain(contact -> announcements.send(ended.recorded(contact, now)));
    }
}
