package io.sillage.events.survey;

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

/// Another survey tool tells that a contact answered one of its surveys. Proven by the secret of the integration.
@Path("/i/{id}/responses")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class ExternalResponseResource implements Door {

    private static final String ACTION = "responses";
    private static final String SOURCE = "survey";
    private static final int LONGEST = 200;

    private final Doors doors;
    private final Contacts contacts;
    private final Announcements announcements;
    private final InstantSource clock;

    ExternalResponseResource(Doors doors, Contacts contacts, Announcements announcements, InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// A response to a survey of another system. Told again by the same id it is the same response.
    private record ExternalResponse(String surveyId, String title, String responseId, Instant at) {

        ActivityRecorded recorded(Contact contact, Instant now) {
            return new ActivityRecorded(
                    Ids.derived(contact.contactId(), ActivityType.SURVEY_COMPLETED, surveyId, responseId),
                    contact.accountId(),
                    contact.audienceId(),
                    contact.contactId(),
                    ActivityType.SURVEY_COMPLETED,
                    null,
                    Map.of("survey_id", surveyId, "survey_title", title, "response_id", responseId),
                    at,
                    now,
                    SOURCE,
                    false);
        }
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SURVEY;
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
    public Uni<Void> answered(@RestPath String id, JsonBody body) {
        return doors.enter(ACTION, integration -> record(integration, body));
    }

    private Uni<Void> record(Integration integration, JsonBody body) {
        var now = clock.instant();
        var survey = body.field("survey_id").required().text(1, LONGEST).orElse("");
        var title = body.field("survey_title").text(0, LONGEST).orElse("");
        var id = body.field("response_id").required().text(1, LONGEST).orElse("");
        var at = body.field("submitted_at").instant().orElse(now);
        var address = body.field("email_address").text().orElse("").strip();
        body.verify();
        if (address.isEmpty()) {
            throw new Ignored("The response names no email address.");
        }
        var response = new ExternalResponse(survey, title, id, at.isAfter(now) ? now : at);
        return contacts.get(integration.accountId(), String.valueOf(integration.listId()), address)
                .onFailure(Problem.class)
                .transform(_ -> new Ignored("The audience has no contact with this email address."))
                .chain(contact -> announcements.send(response.recorded(contact, now)));
    }
}
