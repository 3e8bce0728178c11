package io.sillage.events.survey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.events.Database;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SurveyPageResourceTest {

    private Shop shop;
    private Person ada;
    private Poll poll;

    @BeforeEach
    void newSurvey() {
        shop = Shop.open();
        ada = shop.person();
        poll = Poll.published(shop);
    }

    private static List<ActivityRecorded> activities(Person person, int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(person.contactId()),
                atLeast);
    }

    private void awaitResponses(int total) {
        poll.report("").body("total_responses", equalTo(total));
    }

    @Test
    void whoComesByALinkIsKnown() {
        var page = poll.shownTo(ada);
        assertThat(page.title()).isEqualTo("Tea & you");
        assertThat(page.select("legend").first().text()).isEqualTo("Which <tea>? *");
        assertThat(page.select("input[type=email]")).isEmpty();
        assertThat(page.select("input[name=q.love]")).hasSize(5);

        poll.answer(Map.of(
                        "sillage_id", page.select("input[name=sillage_id]").val(),
                        "q.tea", "green",
                        "q.when", List.of("am", "pm"),
                        "q.love", "4",
                        "q.why", " Because é "))
                .statusCode(200)
                .body(containsString("Thank you"));

        var completed = activities(ada, 1).getFirst();
        assertThat(completed.type()).isEqualTo("survey_completed");
        assertThat(completed.properties())
                .containsEntry("survey_id", poll.id())
                .containsEntry("survey_title", "Tea & you");
        var response = completed.properties().get("response_id");
        poll.report("/responses/" + response)
                .body("is_new_contact", equalTo(false))
                .body("contact.contact_id", equalTo(ada.hexId()))
                .body("contact.email_id", equalTo(ada.hash()))
                .body("contact.email", equalTo(ada.email()))
                .body("contact.status", equalTo("Subscribed"))
                .body("results.question_id", contains("tea", "when", "love", "why"))
                .body("results.answer", contains("Green", "Morning, Evening", "4", "Because é"));
        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=survey_response"))
                .then()
                .body("activity.activity_type", contains("survey_response"))
                .body("activity[0].survey_title", equalTo("Tea & you")));
    }

    @Test
    void aReportCountsByQuestion() {
        var grace = shop.person();
        answer(ada, Map.of("q.tea", "green", "q.love", "5"));
        answer(grace, Map.of("q.tea", "other", "q.tea.other", "White", "q.love", "2"));
        poll.answer(Map.of("q.tea", "green")).statusCode(200);

        poll.report("/questions/tea")
                .body("total_responses", equalTo(3))
                .body("options.id", contains("green", "black", "other"))
                .body("options.count", contains(2, 0, 1))
                .body("contact_counts.known", equalTo(2))
                .body("contact_counts.unknown", equalTo(1))
                .body("contact_counts.new", equalTo(0));
        poll.report("/questions")
                .body("questions[2].average_rating", equalTo(3.5f))
                .body("questions[3].total_responses", equalTo(0))
                .body("total_items", equalTo(5));
        poll.report("/questions/tea/answers")
                .body("answers.value", containsInAnyOrder("Green", "Green", "White"))
                .body("total_items", equalTo(3));
        poll.report("/questions/tea/answers?respondent_familiarity_is=unknown")
                .body("answers.value", contains("Green"))
                .body("answers[0].contact", nullValue());
        poll.report("/responses?answered_question=love").body("responses", hasSize(2));
        poll.report("/responses?chose_answer=other&count=1")
                .body("responses.contact.contact_id", contains(grace.hexId()))
                .body("total_items", equalTo(1));
        poll.report("/responses?count=2&offset=2").body("responses", hasSize(1)).body("total_items", equalTo(3));
    }

    private void answer(Person person, Map<String, String> answers) {
        var form = new HashMap<String, String>(answers);
        form.put("sillage_id", poll.token(person));
        poll.answer(form).statusCode(200);
    }

    @Test
    void aContactHasOneResponseHoweverOftenItAnswers() {
        answer(ada, Map.of("q.tea", "green"));
        answer(ada, Map.of("q.tea", "green"));
        answer(ada, Map.of("q.tea", "black"));
        poll.answer(Map.of("q.tea", "other", "q.tea.other", "Poison", "q.who", ada.email()))
                .statusCode(200);

        assertThat(activities(ada, 2))
                .hasSize(2)
                .extracting(ActivityRecorded::id)
                .doesNotHaveDuplicates();
        awaitResponses(1);
        poll.report("/questions/tea/answers").body("answers.value", contains("Black"));
    }

    @Test
    void manyAtOnceAreOne() {
        IntStream.range(0, 8).parallel().forEach(_ -> poll.answer(Map.of("q.tea", "green", "q.who", ada.email()))
                .statusCode(200));

        awaitResponses(1);
        assertThat(activities(ada, 1)).hasSize(1);
    }

    @Test
    void whoWritesAnUnknownAddressBecomesAContact() {
        var eve = Shop.someone();
        var form = Map.of("q.tea", "green", "q.who", eve.email(), "q.who.subscribe", "1");
        poll.answer(form).statusCode(200);
        poll.answer(form).statusCode(200);

        var added = TestTopics.awaitOne(
                Topic.CONTACT_COMMANDS, AddContact.class, each -> each.email().equals(eve.email()));
        assertThat(added.statusIfNew()).isEqualTo(EmailStatus.SUBSCRIBED);
        assertThat(added.origin()).isEqualTo(Origin.FORM);
        assertThat(added.source()).isEqualTo("Tea & you");
        awaitResponses(1);
        poll.report("/responses")
                .body("responses[0].is_new_contact", equalTo(true))
                .body("responses[0].contact", nullValue());

        shop.announce(eve, 1);

        assertThat(activities(eve, 1).getFirst().type()).isEqualTo("survey_completed");
        poll.report("/responses").body("responses[0].contact.contact_id", equalTo(eve.hexId()));
        poll.report("/questions/who").body("contact_counts.new", equalTo(1));
        answer(eve, Map.of("q.tea", "black"));
        awaitResponses(1);
    }

    @Test
    void whoIsKnownIsNotAddedUnlessToBeSubscribed() {
        poll.answer(Map.of("q.tea", "green", "q.who", ada.email())).statusCode(200);
        var grace = shop.person();
        poll.answer(Map.of("q.tea", "green", "q.who", grace.email(), "q.who.subscribe", "1"))
                .statusCode(200);

        TestTopics.awaitOne(Topic.CONTACT_COMMANDS, AddContact.class, each -> each.contactId()
                .equals(grace.contactId()));
        assertThat(TestTopics.now(Topic.CONTACT_COMMANDS, AddContact.class, each -> each.email()
                        .equals(ada.email())))
                .isEmpty();
    }

    @Test
    void whoSaysNothingOfItselfIsNobody() {
        var sheet = poll.shown("").select("input[name=sheet]").val();
        var form = Map.of("q.tea", "green", "sheet", sheet);
        poll.answer(form).statusCode(200);
        poll.answer(form).statusCode(200);
        poll.answer(Map.of("q.tea", "green")).statusCode(200);
        poll.answer(Map.of("q.tea", "green", "sillage_id", poll.token(ada) + "x"))
                .statusCode(200);

        awaitResponses(3);
        poll.report("/responses?respondent_familiarity_is=unknown").body("total_items", equalTo(3));
        assertThat(TestTopics.now(Topic.ACTIVITIES, ActivityRecorded.class, each -> each.accountId()
                        .equals(shop.accountId)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q.love | 3            | Please answer this question.
            q.tea | poison        | Please choose one of the answers.
            q.tea | other         | Please write what else.
            q.who | nobody        | This is not an email address.
            """)
    void whatIsWrongIsMarkedAndWhatWasWrittenStays(String name, String value, String error) {
        var page = poll.answer(Map.of(name, value, "q.why", "because")).statusCode(400);
        page.body(containsString(error)).body(containsString("because"));
        awaitResponses(0);
    }

    @Test
    void machinesAreThankedForNothing() {
        poll.answer(Map.of("q.tea", "green", "website_confirm", "x"))
                .statusCode(200)
                .body(containsString("Thank you"));
        awaitResponses(0);
    }

    @Test
    void whatIsNotPublishedIsNotAsked() {
        given().get("/s/" + Poll.draft(shop).id()).then().statusCode(404);
        given().get("/s/nonsense").then().statusCode(404).contentType("text/html; charset=utf-8");
        poll.act("unpublish").statusCode(200);

        given().get(poll.page()).then().statusCode(410).body(containsString("closed"));
        poll.answer(Map.of("q.tea", "green")).statusCode(410);
        awaitResponses(0);
    }

    @Test
    void anErasedContactLeavesNoAnswers() {
        answer(ada, Map.of("q.tea", "green", "q.why", "secret"));
        shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "data-export"))
                .then()
                .body("survey_responses.answer", containsInAnyOrder("Green", "secret"));

        shop.erase(ada, 2);

        await().untilAsserted(() -> assertThat(
                        Database.count("survey_response where contact_id = '%s'".formatted(ada.contactId())))
                .isZero());
        poll.report("/questions/why").body("total_responses", equalTo(0));
    }

    @Test
    void thePageRunsNothingAndLoadsNothing() {
        given().get(poll.page())
                .then()
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Cache-Control", "no-store");
    }
}
