package io.sillage.events.survey;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.logging.Log;
import io.sillage.events.contact.Audiences;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.sillage.platform.text.Texts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The surveys of an audience. What is edited is not asked before it is published.
@Path("/3.0/lists/{list_id}/surveys")
@RolesAllowed(Role.API)
public class SurveyResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record SurveysView(
            List<SurveyView> surveys,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private static final String COPY_OF = "Copy of ";
    private static final int LONGEST_TITLE = 200;

    private final Audiences audiences;
    private final SurveyRepository surveys;
    private final SurveyPurge purge;
    private final InstantSource clock;
    private final Caller caller;
    private final Links links;

    SurveyResource(
            Audiences audiences,
            SurveyRepository surveys,
            SurveyPurge purge,
            InstantSource clock,
            Caller caller,
            Links links) {
        this.audiences = audiences;
        this.surveys = surveys;
        this.purge = purge;
        this.clock = clock;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<SurveysView> list(
            @RestPath("list_id") String listId, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences.get(caller.accountId(), listId).chain(audienceId -> surveys.ofAudience(audienceId, page)
                .chain(found -> surveys.countOfAudience(audienceId)
                        .map(total -> new SurveysView(
                                found.stream().map(this::view).toList(),
                                listId,
                                total,
                                links.of("/lists/" + listId + "/surveys")
                                        .add("parent", "GET", "/lists/" + listId)
                                        .build()))));
    }

    @POST
    public Uni<SurveyView> create(@RestPath("list_id") String listId, JsonBody body) {
        var draft = QuestionnaireForm.create(body);
        return audiences.get(caller.accountId(), listId).chain(audienceId -> add(audienceId, listId, draft));
    }

    private Uni<SurveyView> add(UUID audienceId, String listId, Questionnaire draft) {
        // not of version 7: the time of its making is nobody's business who sees the URL
        var id = UUID.randomUUID();
        return surveys.add(id, caller.accountId(), audienceId, listId, draft, clock.instant())
                .chain(() -> surveys.get(caller.accountId(), Ids.hex(id)))
                .map(this::view);
    }

    @GET
    @Path("/{survey_id}")
    public Uni<SurveyView> read(@RestPath("list_id") String listId, @RestPath("survey_id") String surveyId) {
        return get(listId, surveyId).map(this::view);
    }

    @PATCH
    @Path("/{survey_id}")
    public Uni<SurveyView> change(
            @RestPath("list_id") String listId, @RestPath("survey_id") String surveyId, JsonBody body) {
        return get(listId, surveyId)
                .call(survey ->
                        surveys.change(survey.id(), draft -> QuestionnaireForm.change(body, draft), clock.instant()))
                .chain(() -> read(listId, surveyId));
    }

    /// What was answered goes with it.
    @DELETE
    @Path("/{survey_id}")
    public Uni<Void> delete(@RestPath("list_id") String listId, @RestPath("survey_id") String surveyId) {
        return get(listId, surveyId)
                .call(survey -> surveys.delete(survey.id()))
                .invoke(survey -> Log.infof("Survey deleted survey=%s account=%s", survey.id(), survey.accountId()))
                .invoke(purge::wake)
                .replaceWithVoid();
    }

    /// Fails with 400 for a survey that asks nothing.
    @POST
    @Path("/{survey_id}/actions/publish")
    public Uni<SurveyView> publish(@RestPath("list_id") String listId, @RestPath("survey_id") String surveyId) {
        return get(listId, surveyId)
                .invoke(survey -> {
                    if (survey.draft().questions().isEmpty()) {
                        throw Problem.badRequest("The survey asks nothing yet.");
                    }
                })
                .call(survey -> surveys.publish(survey.id(), clock.instant()))
                .invoke(survey -> Log.infof("Survey published survey=%s account=%s", survey.id(), survey.accountId()))
                .chain(() -> read(listId, surveyId));
    }

    @POST
    @Path("/{survey_id}/actions/unpublish")
    public Uni<SurveyView> unpublish(@RestPath("list_id") String listId, @RestPath("survey_id") String surveyId) {
        return get(listId, surveyId)
                .call(survey -> surveys.unpublish(survey.id(), clock.instant()))
                .chain(() -> read(listId, surveyId));
    }

    /// A new draft that asks the same.
    @POST
    @Path("/{survey_id}/actions/replicate")
    public Uni<SurveyView> replicate(@RestPath("list_id") String listId, @RestPath("survey_id") String surveyId) {
        return get(listId, surveyId).chain(survey -> add(survey.audienceId(), listId, copy(survey.draft())));
    }

    private static Questionnaire copy(Questionnaire original) {
        var title = Texts.shortened(COPY_OF + original.title(), LONGEST_TITLE);
        return new Questionnaire(title, original.description(), original.questions());
    }

    private Uni<Survey> get(String listId, String surveyId) {
        return surveys.get(caller.accountId(), surveyId).invoke(survey -> {
            if (!survey.listId().equals(listId)) {
                throw Problem.notFound();
            }
        });
    }

    private SurveyView view(Survey survey) {
        var list = "/lists/" + survey.listId() + "/surveys";
        var self = list + "/" + survey.hexId();
        return SurveyView.ofOwner(
                survey,
                links.outside("/s/" + survey.hexId()),
                links.of(self)
                        .add("parent", "GET", list)
                        .add("publish", "POST", self + "/actions/publish")
                        .add("unpublish", "POST", self + "/actions/unpublish")
                        .add("report", "GET", "/reporting/surveys/" + survey.hexId())
                        .build());
    }
}
