package io.sillage.automation.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.enrollment.LastWalk;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Flow;
import io.sillage.automation.flow.FlowStatus;
import io.sillage.automation.flow.Question;
import io.sillage.automation.flow.Reentry;
import io.sillage.automation.flow.Step;
import io.sillage.automation.flow.Trigger;
import io.sillage.automation.trigger.Entry.Waiting;
import io.sillage.automation.trigger.Entry.WaitsFor;
import io.sillage.automation.trigger.Ruling.Ask;
import io.sillage.automation.trigger.Ruling.AwaitContact;
import io.sillage.automation.trigger.Ruling.Enter;
import io.sillage.automation.trigger.Ruling.Refuse;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.condition.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntryRulesTest {

    private static final Instant ACTIVATED = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final Instant NOW = ACTIVATED.plus(Duration.ofDays(30));
    private static final UUID CONTACT = UUID.randomUUID();
    private static final EntryRules.Patience PATIENCE = new EntryRules.Patience(
            Duration.ofHours(72), Duration.ofMinutes(10), Duration.ofSeconds(2), Duration.ofHours(72));

    private FlowStatus status = FlowStatus.ACTIVE;
    private Instant activeSince = ACTIVATED;
    private Instant occurredAt = NOW;
    private Instant receivedAt = NOW;
    private boolean suppressed;
    private boolean unproven;
    private @Nullable EmailStatus contact = EmailStatus.SUBSCRIBED;
    private @Nullable LastWalk lastWalk;
    private Reentry reentry = new Reentry(false, Duration.ofMinutes(5));
    private @Nullable Question filter;
    private @Nullable Boolean answer;
    private @Nullable Waiting waiting;
    private Entitlements plan = Entitlements.UNLIMITED;

    @Test
    void subscribedContactEnters() {
        assertThat(judge()).isInstanceOf(Enter.class);
    }

    @Test
    void suppressedCauseStartsNothing() {
        suppressed = true;

        assertRefused(Decision.SUPPRESSED);
    }

    @Test
    void whatAVisitorTellsWhoProvesNothingStartsNothing() {
        unproven = true;

        assertRefused(Decision.SUPPRESSED);
        assertThat(((Refuse) judge()).words()).contains("identity not proven");
    }

    @Test
    void pausedFlowTakesNobodyIn() {
        status = FlowStatus.PAUSED;

        assertRefused(Decision.PAUSED);
    }

    @Test
    void causeThatMetAPausedFlowIsNotTakenInAfterTheResumption() {
        activeSince = NOW.plusMillis(1);

        assertRefused(Decision.PAUSED);
    }

    @ParameterizedTest
    @CsvSource({"PT71H59M59S, true", "PT72H, true", "PT72H1S, false"})
    void causeThatIsReportedTooLateStartsNothing(Duration delay, boolean enters) {
        occurredAt = NOW.minus(delay);

        assertThat(judge() instanceof Enter).isEqualTo(enters);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T12:00:00Z, true", "2026-03-01T11:59:59.999Z, false"})
    void causeBeforeTheActivationStartsNothing(Instant when, boolean enters) {
        occurredAt = when;
        receivedAt = ACTIVATED.plusSeconds(1);

        assertThat(judge() instanceof Enter).isEqualTo(enters);
    }

    @Test
    void planIsAskedAgain() {
        plan = new Entitlements(null, null, false, null, true, null, true, 3);

        assertRefused(Decision.NOT_ELIGIBLE);
    }

    @Test
    void unknownContactIsWaitedForAndGivenUpInTheEnd() {
        contact = null;
        assertThat(judge()).isEqualTo(new AwaitContact(NOW.plus(Duration.ofMinutes(10))));

        waiting = new Waiting(WaitsFor.CONTACT, NOW, 0, null);
        assertRefused(Decision.NOT_ELIGIBLE);
    }

    @ParameterizedTest
    @EnumSource(value = EmailStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "SUBSCRIBED")
    void contactWhoIsNotSubscribedIsRefusedAfterAMoment(EmailStatus other) {
        contact = other;
        assertThat(judge()).isEqualTo(new AwaitContact(NOW.plusSeconds(2)));

        waiting = new Waiting(WaitsFor.CONTACT, NOW, 7, null);
        assertRefused(Decision.NOT_ELIGIBLE);
    }

    @Test
    void contactWhoHasJustArrivedUnsubscribedGetsAMomentToo() {
        contact = EmailStatus.PENDING;
        waiting = new Waiting(WaitsFor.CONTACT, NOW.plusSeconds(500), 0, null);

        assertThat(judge()).isEqualTo(new AwaitContact(NOW.plusSeconds(2)));
    }

    @Test
    void contactInsideDoesNotEnterAgain() {
        lastWalk = new LastWalk(1, CONTACT, null);
        reentry = new Reentry(true, Duration.ofMinutes(5));

        assertRefused(Decision.ALREADY_IN);
    }

    @Test
    void withoutReentryOneWalkIsAll() {
        lastWalk = new LastWalk(1, CONTACT, ACTIVATED);

        assertRefused(Decision.NOT_ELIGIBLE);
    }

    @ParameterizedTest
    @CsvSource({"PT4M59S, false", "PT5M, true"})
    void minimumWaitCountsFromTheEndOfTheLastWalk(Duration since, boolean enters) {
        lastWalk = new LastWalk(1, CONTACT, NOW.minus(since));
        reentry = new Reentry(true, Duration.ofMinutes(5));

        assertThat(judge() instanceof Enter).isEqualTo(enters);
        if (!enters) {
            assertRefused(Decision.REENTRY_WAIT);
        }
    }

    @Test
    void filterIsAskedAndItsAnswerDecides() {
        filter = new Question(Condition.ALWAYS, JsonNodeFactory.instance.objectNode());
        assertThat(judge()).isEqualTo(new Ask(Condition.ALWAYS, NOW.plus(Duration.ofHours(72))));

        answer = true;
        assertThat(judge()).isInstanceOf(Enter.class);

        answer = false;
        assertRefused(Decision.FILTERED);
    }

    @Test
    void answerThatNeverComesIsNotWaitedForForEver() {
        filter = new Question(Condition.ALWAYS, JsonNodeFactory.instance.objectNode());
        waiting = new Waiting(WaitsFor.VERDICT, NOW, 1, UUID.randomUUID());

        assertRefused(Decision.NOT_ELIGIBLE);
    }

    @Test
    void whoUnsubscribesWhileTheFilterIsAskedDoesNotEnter() {
        filter = new Question(Condition.ALWAYS, JsonNodeFactory.instance.objectNode());
        waiting = new Waiting(WaitsFor.VERDICT, NOW.plusSeconds(60), 1, UUID.randomUUID());
        contact = EmailStatus.UNSUBSCRIBED;
        answer = true;

        assertRefused(Decision.NOT_ELIGIBLE);
    }

    private void assertRefused(Decision why) {
        assertThat(judge()).isInstanceOfSatisfying(Refuse.class, refusal -> {
            assertThat(refusal.why()).isEqualTo(why);
            assertThat(refusal.words()).isNotBlank();
        });
    }

    private Ruling judge() {
        var cause = new Cause(
                UUID.randomUUID(),
                "event",
                "meetup_registered",
                Map.of(),
                suppressed,
                unproven,
                occurredAt,
                receivedAt);
        var entry = Entry.fired(UUID.randomUUID(), UUID.randomUUID(), 1, 1, CONTACT, cause);
        return EntryRules.judge(PATIENCE, waiting == null ? entry : entry.waiting(waiting), situation(), NOW);
    }

    private Situation situation() {
        return new Situation(
                new Flow(
                        1,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "a1b2c3d4e5",
                        "A flow",
                        status,
                        1,
                        3,
                        ACTIVATED,
                        activeSince,
                        ACTIVATED,
                        ACTIVATED),
                new Definition(
                        List.of(new Trigger.EventApi(1, "meetup_registered")),
                        filter,
                        reentry,
                        List.of(new Step.Exit(2))),
                plan,
                contact == null
                        ? null
                        : new Contact(
                                CONTACT, UUID.randomUUID(), UUID.randomUUID(), 1, "a@example.org", contact, Map.of()),
                lastWalk,
                answer);
    }
}
