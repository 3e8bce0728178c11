package io.sillage.events.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SurveyResourceTest {

    private Shop shop;

    @BeforeEach
    void newShop() {
        shop = Shop.open();
        shop.awaitOpen();
    }

    @Test
    void aSurveyIsEditedPublishedAndClosed() {
        var poll = Poll.draft(shop);
        shop.request()
                .get(poll.path())
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"))
                .body("published_at", nullValue())
                .body("list_name", equalTo("Customers"))
                .body("url", endsWith("/s/" + poll.id()))
                .body("questions.id", contains("tea", "when", "love", "why", "who"))
                .body("questions[2].options.id", contains("1", "2", "3", "4", "5"));
        shop.request().get("/3.0/reporting/surveys").then().body("surveys", hasSize(0));

        poll.act("publish").statusCode(200).body("status", equalTo("published"));
        shop.request()
                .body("{\"title\": \"New title\", \"questions\": [{\"type\": \"text\", \"query\": \"What?\"}]}")
                .patch(poll.path())
                .then()
                .statusCode(200)
                .body("title", equalTo("New title"))
                .body("description", equalTo("A few questions"))
                .body("questions.query", contains("What?"));
        poll.report("").body("title", equalTo("Tea & you")).body("status", equalTo("published"));
        poll.report("/questions").body("questions.id", hasItem("tea"));
        poll.act("publish").statusCode(200);
        poll.report("/questions").body("questions.query", contains("What?"));

        poll.act("unpublish").statusCode(200).body("status", equalTo("unpublished"));
        shop.request()
                .get("/3.0/reporting/surveys")
                .then()
                .body("surveys.title", contains("New title"))
                .body("total_items", equalTo(1));
    }

    @Test
    void aCopyIsADraftOfItsOwn() {
        var poll = Poll.published(shop);

        var copy = poll.act("replicate")
                .statusCode(200)
                .body("title", equalTo("Copy of Tea & you"))
                .body("status", equalTo("draft"))
                .body("id", not(equalTo(poll.id())))
                .extract()
                .<String>path("id");
        shop.request()
                .get(Poll.surveys(shop))
                .then()
                .body("surveys.id", contains(poll.id(), copy))
                .body("total_items", equalTo(2));
    }

    @Test
    void aDeletedSurveyGoesWithItsAnswers() {
        var poll = Poll.published(shop);
        poll.answer(Map.of("q.tea", "green")).statusCode(200);

        shop.request().delete(poll.path()).then().statusCode(204);

        shop.request().get(poll.path()).then().statusCode(404);
        shop.request().get("/3.0/reporting/surveys/" + poll.id()).then().statusCode(404);
        poll.answer(Map.of("q.tea", "green")).statusCode(404);
        await().untilAsserted(() -> assertThat(Database.count("survey where id::text = '%s'".formatted(dashed(poll))))
                .isZero());
        assertThat(Database.count("survey_response where survey_id::text = '%s'".formatted(dashed(poll))))
                .isZero();
    }

    private static String dashed(Poll poll) {
        return poll.id().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Test
    void surveysOfADeletedAudienceAreClosed() {
        var poll = Poll.published(shop);
        shop.announce(2, true);

        await().untilAsserted(() -> poll.answer(Map.of("q.tea", "green")).statusCode(404));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                          | title
            {"title": "a", "questions": [{"type": "pickOne", "query": "a"}]}                            | questions.0.options
            {"title": "a", "questions": [{"type": "poem", "query": "a"}]}                               | questions.0.type
            {"title": "a", "questions": [{"type": "text"}]}                                             | questions.0.query
            {"title": "a", "questions": [{"type": "range", "query": "a", "range_low": 5, "range_high": 5}]} | questions.0.range_high
            {"title": "a", "questions": [{"type": "range", "query": "a", "range_high": 11}]}            | questions.0.range_high
            {"title": "a", "questions": [{"type": "text", "query": "a", "id": "a b"}]}                  | questions.0.id
            {"title": "a", "questions": [{"type": "text", "query": "a", "id": "x"}, {"type": "text", "query": "a", "id": "x"}]} | questions.1.id
            {"title": "a", "questions": [{"type": "email", "query": "a"}, {"type": "email", "query": "a"}]} | questions
            {"title": "a", "questions": [{"type": "pickOne", "query": "a", "options": [{"id": "other", "label": "b"}]}]} | questions.0.options.0.id
            """)
    void whatIsWrongIsNamed(String body, String field) {
        shop.request()
                .body(body)
                .post(Poll.surveys(shop))
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }

    @Test
    void whatTwoChangeAtOnceIsChanged() {
        var poll = Poll.draft(shop);
        for (var round = 0; round < 5; round++) {
            var title = "Title " + round;
            var description = "Description " + round;
            Stream.of("{\"title\": \"%s\"}".formatted(title), "{\"description\": \"%s\"}".formatted(description))
                    .parallel()
                    .forEach(body ->
                            shop.request().body(body).patch(poll.path()).then().statusCode(200));

            shop.request()
                    .get(poll.path())
                    .then()
                    .body("title", equalTo(title))
                    .body("description", equalTo(description));
        }
    }

    @Test
    void aSurveyWithoutQuestionsIsNotPublished() {
        var id = shop.request()
                .body("{\"title\": \"Nothing\"}")
                .post(Poll.surveys(shop))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");

        new Poll(shop, id).act("publish").statusCode(400).body("detail", equalTo("The survey asks nothing yet."));
    }

    @Test
    void strangersFindNothing() {
        var poll = Poll.published(shop);
        var stranger = Shop.open();
        stranger.awaitOpen();

        stranger.request().get(poll.path()).then().statusCode(404);
        stranger.request().get(Poll.surveys(stranger) + "/" + poll.id()).then().statusCode(404);
        stranger.request().post(poll.path() + "/actions/unpublish").then().statusCode(404);
        for (var part : new String[] {"", "/questions", "/questions/tea", "/questions/tea/answers", "/responses"}) {
            stranger.request()
                    .get("/3.0/reporting/surveys/" + poll.id() + part)
                    .then()
                    .statusCode(404);
        }
        poll.report("").body("total_responses", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SurveyRepository.FIND,
                SurveyRepository.OF_AUDIENCE,
                SurveyRepository.OF_ACCOUNT,
                SurveyRepository.COUNT_OF_AUDIENCE,
                SurveyRepository.COUNT_OF_ACCOUNT,
                ResponseRepository.LOCK,
                ResponseRepository.ANSWERS,
                ReportRepository.COUNT_RESPONDENTS,
                ReportRepository.COUNT_OPTIONS,
                ReportRepository.COUNT_ANSWERS
            })
    void everyQueryHasAnIndex(String sql) {
        assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }

    @Test
    void whatIsDeletedIsFoundByAnIndex() {
        assertThat(SurveyPurge.SURVEYS.queries())
                .allSatisfy(sql -> assertThat(Plans.of(sql)).doesNotContain("Seq Scan"));
    }

    @Test
    void everyPageOfAReportHasAnIndex() {
        assertThat(new String[] {
                    ReportRepository.RESPONSES,
                    ReportRepository.COUNT_RESPONSES,
                    ReportRepository.RESPONSE,
                    ReportRepository.ANSWERS
                })
                .allSatisfy(sql -> assertThat(Plans.of(sql)).doesNotContain("Seq Scan"));
    }
}
