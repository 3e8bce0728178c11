package io.sillage.automation.enrollment;

import static java.util.Objects.requireNonNull;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.email.NewDelivery;
import io.sillage.automation.engine.FlowEngine;
import io.sillage.automation.engine.Move;
import io.sillage.automation.engine.Rest;
import io.sillage.automation.engine.Walk;
import io.sillage.automation.flow.Definition;
import io.sillage.contracts.CheckCondition;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.TagContact;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A walk that went a step further, and what has to be stored and told with it. Everything in it is named by walk,
/// step and visit, so that doing it again changes nothing.
///
/// @param walk how it got there; `null` if it ended where it stood
/// @param contactVersion what the answer to a question must include
public record Progress(Enrollment enrollment, @Nullable Walk walk, boolean isNew, long contactVersion, Instant at) {

    /// The contact enters the flow and walks as far as it can at once.
    public static Progress start(Enrollment entering, Definition definition, Contact contact, Instant now) {
        var walk = FlowEngine.start(definition, contact.isSubscribed(), now);
        return new Progress(entering.after(walk, now), walk, true, contact.version(), now);
    }

    /// The time of an enrollment has come, or its question is answered.
    static Progress resume(
            Enrollment enrollment, @Nullable Definition definition, @Nullable Contact contact, Instant now) {
        if (definition == null) {
            return ended(enrollment.failed("The version of the journey that it walked does not exist.", now), now);
        }
        var reachable = contact != null && contact.isSubscribed();
        var answer = enrollment.answer();
        try {
            var walk = answer == null
                    ? FlowEngine.afterDelay(definition, reachable, enrollment.standing(), now)
                    : FlowEngine.afterAnswer(definition, reachable, enrollment.standing(), answer, now);
            return new Progress(enrollment.after(walk, now), walk, false, contact == null ? 0 : contact.version(), now);
        } catch (IllegalStateException e) {
            return ended(enrollment.failed(String.valueOf(e.getMessage()), now), now);
        }
    }

    static Progress ended(Enrollment enrollment, Instant now) {
        return new Progress(enrollment, null, false, 0, now);
    }

    List<NewDelivery> deliveries() {
        return moves().flatMap(this::delivery).toList();
    }

    /// Tags to give, in order, then the question that the walk now waits for.
    List<Message> messages() {
        var messages = new ArrayList<Message>();
        moves().flatMap(this::tag).forEach(messages::add);
        if (walk != null && walk.rest() instanceof Rest.Answer asked) {
            messages.add(check(asked));
        }
        return messages;
    }

    private Stream<Move> moves() {
        return walk == null ? Stream.empty() : walk.moves().stream();
    }

    private Stream<NewDelivery> delivery(Move move) {
        return switch (move) {
            case Move.SendEmail _ -> Stream.of(delivery(move, null));
            case Move.SkipEmail skip -> Stream.of(delivery(move, skip.reason()));
            case Move.AddTag _ -> Stream.empty();
        };
    }

    private NewDelivery delivery(Move move, @Nullable String skippedBecause) {
        return new NewDelivery(
                named("email", move),
                enrollment.accountId(),
                enrollment.audienceId(),
                enrollment.contactId(),
                enrollment.enrollmentId(),
                enrollment.version(),
                move.stepId(),
                enrollment.event().properties(),
                skippedBecause,
                at);
    }

    private Stream<Message> tag(Move move) {
        return switch (move) {
            case Move.AddTag tagging ->
                Stream.of(new TagContact(
                        named("tag", move),
                        enrollment.accountId(),
                        enrollment.audienceId(),
                        enrollment.contactId(),
                        0,
                        tagging.tag(),
                        true,
                        Origin.AUTOMATION,
                        at));
            case Move.SendEmail _, Move.SkipEmail _ -> Stream.empty();
        };
    }

    private CheckCondition check(Rest.Answer asked) {
        return new CheckCondition(
                requireNonNull(enrollment.requestId()),
                enrollment.accountId(),
                enrollment.audienceId(),
                enrollment.contactId(),
                asked.condition(),
                // later on, what started the walk has long arrived everywhere
                isNew && enrollment.event().name() != null ? enrollment.event().causeId() : null,
                contactVersion,
                at);
    }

    private UUID named(String what, Move move) {
        return Ids.derived(what, enrollment.enrollmentId(), move.stepId(), move.visit());
    }
}
