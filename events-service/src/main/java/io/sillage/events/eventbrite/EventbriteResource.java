package io.sillage.events.eventbrite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Ignored;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbound.OutboundAnswer;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundClient;
import io.sillage.platform.outbound.OutboundRequest;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Webhooks of Eventbrite. They are not signed and hold only where to look: what happened is read from Eventbrite
/// itself, with the token of the integration, so that nobody else can make anything up.
@Path("/i/{id}/notices")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class EventbriteResource implements Door {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Doors doors;
    private final Contacts contacts;
    private final Announcements announcements;
    private final OutboundClient client;
    private final EventbriteConfig config;
    private final ObjectMapper json;
    private final InstantSource clock;

    EventbriteResource(
            Doors doors,
            Contacts contacts,
            Announcements announcements,
            OutboundClient client,
            EventbriteConfig config,
            ObjectMapper json,
            InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.announcements = announcements;
        this.client = client;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.EVENTBRITE;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return "notice";
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        return Proof.NONE;
    }

    @POST
    public Uni<Void> receive(@RestPath String id, JsonBody body) {
        var action = body.node().path("config").path("action").asText();
        var url = body.node().path("api_url").asText();
        return doors.enter(action, integration -> switch (action) {
            case "order.placed" ->
                look(integration, url).map(Attendance::ofOrder).chain(found -> record(integration, found));
            case "barcode.checked_in" ->
                look(integration, url).map(Attendance::ofAttendee).chain(found -> record(integration, found));
            default -> throw new Ignored("Nothing follows from this action.");
        });
    }

    private Uni<JsonNode> look(Integration integration, String url) {
        if (!url.startsWith(config.url())) {
            throw Problem.badRequest("The api_url is none of Eventbrite.");
        }
        var headers = Map.of("Authorization", "Bearer " + integration.text("token"));
        return client.send(OutboundRequest.get(parsed(url), headers, PATIENCE)).map(this::read);
    }

    private static OutboundUrl parsed(String url) {
        try {
            return OutboundUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The api_url is none of Eventbrite.");
        }
    }

    /// Eventbrite sends again what was not answered well.
    private JsonNode read(OutboundAnswer answer) {
        if (!(answer instanceof Answered(int status, String body))) {
            throw Problem.unavailable();
        }
        if (status != 200) {
            throw new Ignored("Eventbrite does not show what it speaks of: it answered %d.".formatted(status));
        }
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Ignored("Eventbrite's answer is too long, or no JSON.");
        }
    }

    private Uni<Void> record(Integration integration, Attendance attendance) {
        var now = clock.instant();
        return Identity.ofEmail(attendance.email())
                .map(identity -> contacts.find(integration.accountId(), integration.audienceId(), identity))
                .orElseThrow(() -> new Ignored("There is no email address."))
                .chain(people -> {
                    if (people.isEmpty()) {
                        throw new Ignored("The audience has no contact with this email address.");
                    }
                    return announcements.sendAll(people.stream()
                            .map(contact -> attendance.recorded(contact, now))
                            .toList());
                });
    }
}
