package io.sillage.events.survey;

import io.sillage.events.survey.ReportRepository.Filter;
import io.sillage.events.survey.ReportViews.AnswerView;
import io.sillage.events.survey.ReportViews.AnswersView;
import io.sillage.events.survey.ReportViews.QuestionView;
import io.sillage.events.survey.ReportViews.QuestionsView;
import io.sillage.events.survey.ReportViews.ReportsView;
import io.sillage.events.survey.ReportViews.ResponseView;
import io.sillage.events.survey.ReportViews.ResponsesView;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What was answered to the surveys of an account. Reports are about what is asked, not about what is edited.
@Path("/3.0/reporting/surveys")
@RolesAllowed(Role.API)
public class SurveyReportResource {

    private static final String ROOT = "/reporting/surveys";
    private static final String FAMILIARITY = "respondent_familiarity_is";

    private final SurveyRepository surveys;
    private final ReportRepository reports;
    private final Caller caller;
    private final Links links;

    SurveyReportResource(SurveyRepository surveys, ReportRepository reports, Caller caller, Links links) {
        this.surveys = surveys;
        this.reports = reports;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<ReportsView> list(@RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return surveys.ofAccount(caller.accountId(), page).chain(found -> surveys.countOfAccount(caller.accountId())
                .map(total -> new ReportsView(
                        found.stream().map(this::view).toList(),
                        total,
                        links.of(ROOT).build())));
    }

    @GET
    @Path("/{survey_id}")
    public Uni<SurveyView> read(@RestPath("survey_id") String surveyId) {
        return get(surveyId).map(this::view);
    }

    @GET
    @Path("/{survey_id}/questions")
    public Uni<QuestionsView> questions(@RestPath("survey_id") String surveyId) {
        return get(surveyId)
                .chain(survey -> reports.tally(survey.id(), Optional.empty()).map(tally -> {
                    var questions = survey.asked().questions().stream()
                            .map(question -> QuestionView.of(survey, question, tally))
                            .toList();
                    return new QuestionsView(questions, questions.size(), linksOf(survey, "/questions"));
                }));
    }

    @GET
    @Path("/{survey_id}/questions/{question_id}")
    public Uni<QuestionView> question(
            @RestPath("survey_id") String surveyId, @RestPath("question_id") String questionId) {
        return get(surveyId).chain(survey -> {
            var question = question(survey, questionId);
            return reports.tally(survey.id(), Optional.of(question.id()))
                    .map(tally -> QuestionView.of(survey, question, tally));
        });
    }

    /// The newest first.
    @GET
    @Path("/{survey_id}/questions/{question_id}/answers")
    public Uni<AnswersView> answers(
            @RestPath("survey_id") String surveyId, @RestPath("question_id") String questionId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var familiarity = query.oneOf(FAMILIARITY, Familiarity.words());
        var page = query.page();
        return get(surveyId).chain(survey -> {
            var question = question(survey, questionId);
            return reports.answers(survey.id(), question.id(), familiarity, page)
                    .chain(answers -> reports.countAnswers(survey.id(), question.id(), familiarity)
                            .map(total -> new AnswersView(
                                    answers.stream().map(AnswerView::of).toList(),
                                    total,
                                    linksOf(survey, "/questions/" + question.id() + "/answers"))));
        });
    }

    /// The newest first.
    @GET
    @Path("/{survey_id}/responses")
    public Uni<ResponsesView> responses(@RestPath("survey_id") String surveyId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var filter = new Filter(
                query.oneOf(FAMILIARITY, Familiarity.words()),
                query.text("answered_question"),
                query.text("chose_answer"));
        var page = query.page();
        return get(surveyId).chain(survey -> reports.responses(survey.id(), filter, page)
                .chain(found -> reports.countResponses(survey.id(), filter)
                        .map(total -> new ResponsesView(
                                found.stream().map(ResponseView::of).toList(), total, linksOf(survey, "/responses")))));
    }

    @GET
    @Path("/{survey_id}/responses/{response_id}")
    public Uni<ResponseView> response(
            @RestPath("survey_id") String surveyId, @RestPath("response_id") String responseId) {
        var id = Ids.parse(responseId).orElseThrow(Problem::notFound);
        return get(surveyId).chain(survey -> reports.response(survey.id(), id)
                .map(found -> found.orElseThrow(Problem::notFound))
                .chain(response -> reports.answersOf(id).map(answers -> ResponseView.of(survey, response, answers))));
    }

    private Uni<Survey> get(String surveyId) {
        return surveys.get(caller.accountId(), surveyId);
    }

    private static Question question(Survey survey, String id) {
        return survey.asked().question(id).orElseThrow(Problem::notFound);
    }

    private SurveyView view(Survey survey) {
        return SurveyView.ofReport(survey, links.outside("/s/" + survey.hexId()), linksOf(survey, ""));
    }

    private List<Link> linksOf(Survey survey, String part) {
        var self = ROOT + "/" + survey.hexId();
        return links.of(self + part)
                .add("parent", "GET", part.isEmpty() ? ROOT : self)
                .build();
    }
}
