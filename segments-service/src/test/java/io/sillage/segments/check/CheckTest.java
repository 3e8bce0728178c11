package io.sillage.segments.check;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sillage.contracts.CheckCondition;
import io.sillage.contracts.ConditionVerdict;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Topic;
import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Count;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Operator;
import io.sillage.contracts.condition.Timeframe;
import io.sillage.platform.id.Ids;
import io.sillage.platform.time.LocalClock;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class CheckTest {

    private static final Condition BOUGHT = new EventHappened(
            new NameFilter.Is("purchase"), new Timeframe.Within(Duration.ofDays(1)), List.of(), Count.AT_LEAST_ONE);

    @Inject
    InstantSource clock;

    @Inject
    LocalClock localClock;

    private TestAudience audience;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
    }

    @Test
    void theAnswerSeesTheActivityThatCausedTheQuestion() {
        var ada = audience.contact("Ada");
        var purchase = audience.event(ada, "purchase", clock.instant());
        var question = check(ada, BOUGHT, purchase.id(), 1);

        TestTopics.publish(question);
        TestTopics.publish(check(ada, Condition.ALWAYS, null, 1));
        assertThat(TestTopics.now(Topic.CONDITION_VERDICTS, ConditionVerdict.class, answers(question)))
                .isEmpty();
        TestTopics.publish(purchase);

        var verdict = answer(question);
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.changesAt()).isEqualTo(purchase.occurredAt().plus(Duration.ofDays(1)));
        assertThat(verdict.contactId()).isEqualTo(ada);
    }

    @Test
    void theAnswerSeesTheVersionThatCausedTheQuestion() {
        var ada = audience.contact("Ada");
        var question = check(ada, new Condition.Field("CITY", Operator.IS, List.of("Paris")), null, 2);

        TestTopics.publish(question);
        audience.tell(ada, "Ada", EmailStatus.SUBSCRIBED, Map.of("CITY", "paris"));

        assertThat(answer(question).holds()).isTrue();
    }

    @Test
    void theSameQuestionAskedTwiceHasOneAnswer() {
        var ada = audience.contact("Ada");
        var first = check(ada, Condition.ALWAYS, null, 1);
        TestTopics.publish(first);
        answer(first); // who is not known yet keeps questions waiting, and each of them once
        var question = check(ada, Condition.ALWAYS, null, 1);

        TestTopics.publish(question, question);

        assertThat(TestTopics.await(Topic.CONDITION_VERDICTS, ConditionVerdict.class, answers(question), 2))
                .extracting(ConditionVerdict::id)
                .hasSize(2)
                .containsOnly(answer(question).id());
    }

    @Test
    void afterAWhileTheAnswerIsGivenWithWhatIsThere() {
        var nobody = audience.stranger();
        var question = check(nobody, Condition.ALWAYS, null, 1);
        var ada = audience.contact("Ada");
        var late = check(ada, new Condition.Not(BOUGHT), UUID.randomUUID(), 1);
        TestTopics.publish(question, late);
        var witness = check(ada, Condition.ALWAYS, null, 1);
        TestTopics.publish(witness);
        answer(witness);

        given().contentType(ContentType.JSON)
                .body(Map.of("offset", localClock.offset().plusSeconds(31).toString()))
                .post("/local/clock")
                .then()
                .statusCode(204);

        assertThat(answer(question).holds()).isFalse();
        assertThat(answer(late).holds()).isTrue();
    }

    private CheckCondition check(UUID contact, Condition condition, @Nullable UUID activity, long version) {
        var now = clock.instant();
        return new CheckCondition(
                Ids.newId(now),
                audience.accountId(),
                audience.audienceId(),
                contact,
                condition,
                activity,
                version,
                now);
    }

    private static ConditionVerdict answer(CheckCondition question) {
        return TestTopics.awaitOne(Topic.CONDITION_VERDICTS, ConditionVerdict.class, answers(question));
    }

    private static java.util.function.Predicate<ConditionVerdict> answers(CheckCondition question) {
        return verdict -> verdict.requestId().equals(question.id());
    }
}
