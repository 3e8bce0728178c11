package io.sillage.events.survey;

import io.quarkus.logging.Log;
import io.sillage.events.contact.Identity;
import io.sillage.events.site.SiteVisitors;
import io.sillage.events.survey.SurveyPages.Shown;
import io.sillage.platform.database.Outage;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The page of a survey. Anybody may answer it; the gateway slows down who does it often. Who comes by a link in one
/// of our emails is known, and is not asked for an address.
@Path("/s/{id}")
@PermitAll
@BodyLimit(BodyLimit.SMALL)
@Produces(MediaType.TEXT_HTML)
public class SurveyPageResource {

    /// Nobody sees this input, so whoever fills it in is a machine.
    private static final String TRAP = "website_confirm";

    private static final String SHEET = "sheet";
    private static final int LONGEST_SHEET = 64;

    private final SurveyRepository surveys;
    private final Responses responses;
    private final SiteVisitors visitors;

    SurveyPageResource(SurveyRepository surveys, Responses responses, SiteVisitors visitors) {
        this.surveys = surveys;
        this.responses = responses;
        this.visitors = visitors;
    }

    @GET
    public Uni<RestResponse<String>> show(
            @RestPath String id, @RestQuery(SiteVisitors.PARAMETER) @Nullable String visitor) {
        var form = new MultivaluedHashMap<String, String>();
        form.putSingle(SiteVisitors.PARAMETER, visitor == null ? "" : visitor);
        form.putSingle(SHEET, UUID.randomUUID().toString());
        return open(id, survey -> Uni.createFrom().item(SurveyPages.survey(page(survey, form, Map.of()))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> answer(@RestPath String id, MultivaluedMap<String, String> form) {
        return open(id, survey -> answer(survey, form));
    }

    private Uni<RestResponse<String>> open(String id, Function<Survey, Uni<RestResponse<String>>> work) {
        return surveys.find(id)
                .chain(found -> {
                    if (found.isEmpty() || found.get().shown() == null) {
                        return Uni.createFrom().item(SurveyPages.unknown());
                    }
                    return found.get().published()
                            ? work.apply(found.get())
                            : Uni.createFrom().item(SurveyPages.closed());
                })
                .onFailure(failure -> Outage.isCauseOf(failure) || failure instanceof Problem)
                .recoverWithItem(SurveyPages::later);
    }

    private Uni<RestResponse<String>> answer(Survey survey, MultivaluedMap<String, String> form) {
        var thanks = SurveyPages.thanks(survey.asked().title());
        if (!text(form, TRAP).isEmpty()) {
            Log.infof("Survey response of a machine ignored survey=%s", survey.id());
            return Uni.createFrom().item(thanks);
        }
        var proven = visitor(survey, form);
        var sheet = AnswerSheet.read(survey.asked(), form, proven.isPresent());
        return sheet.errors().isEmpty()
                ? responses
                        .take(survey, Respondent.of(proven, sheet), sheet.answers(), sheetId(form))
                        .replaceWith(thanks)
                : Uni.createFrom().item(SurveyPages.survey(page(survey, form, sheet.errors())));
    }

    private Optional<Identity> visitor(Survey survey, MultivaluedMap<String, String> form) {
        return visitors.identity(text(form, SiteVisitors.PARAMETER), survey.accountId());
    }

    /// One that the page did not make is as good as none.
    private static String sheetId(MultivaluedMap<String, String> form) {
        var sheet = text(form, SHEET);
        return sheet.isEmpty() || sheet.length() > LONGEST_SHEET
                ? UUID.randomUUID().toString()
                : sheet;
    }

    private Shown page(Survey survey, MultivaluedMap<String, String> form, Map<String, String> errors) {
        var asked = survey.asked();
        var isKnown = visitor(survey, form).isPresent();
        return new Shown(
                asked.title(),
                asked.description(),
                asked.questions().stream()
                        .filter(question -> !isKnown || question.type() != QuestionType.EMAIL)
                        .map(question -> ShownQuestion.of(question, form, errors.getOrDefault(question.id(), "")))
                        .toList(),
                text(form, SiteVisitors.PARAMETER),
                text(form, SHEET),
                errors.getOrDefault("", ""));
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
