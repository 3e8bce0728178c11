package io.sillage.segments.membership;

import io.sillage.platform.outbox.Outbox;
import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.profile.Questions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Evaluates definitions for contacts that the caller has locked, stores the answers, and announces who moved.
@ApplicationScoped
class EvaluationService {

    private final VerdictRepository verdicts;
    private final Questions questions;
    private final Outbox outbox;

    EvaluationService(VerdictRepository verdicts, Questions questions, Outbox outbox) {
        this.verdicts = verdicts;
        this.questions = questions;
        this.outbox = outbox;
    }

    /// Emits the earliest instant at which time will change one of the answers.
    Uni<Optional<Instant>> evaluate(SqlConnection transaction, List<Evaluation> evaluations, Instant now) {
        return evaluations.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : verdicts.find(transaction, keys(evaluations))
                        .chain(before -> evaluate(transaction, evaluations, before, now));
    }

    private Uni<Optional<Instant>> evaluate(
            SqlConnection transaction, List<Evaluation> evaluations, Map<Standing.Key, Standing> before, Instant now) {
        return timelines(transaction, evaluations, now)
                .map(timelines -> changes(evaluations, timelines, new Changes(before, now)))
                .chain(changes -> save(transaction, changes));
    }

    /// Emits when time will change one of the answers next.
    Uni<Optional<Instant>> save(SqlConnection transaction, Changes changes) {
        return verdicts.save(transaction, changes.standings())
                .chain(() -> outbox.append(transaction, changes.messages()))
                .replaceWith(changes::next);
    }

    private static Changes changes(List<Evaluation> evaluations, List<Answer> answers, Changes changes) {
        for (var i = 0; i < evaluations.size(); i++) {
            changes.add(evaluations.get(i), answers.get(i));
        }
        return changes;
    }

    private Uni<List<Answer>> timelines(SqlConnection transaction, List<Evaluation> evaluations, Instant now) {
        var open = evaluations.stream()
                .filter(evaluation -> evaluation.contact().active())
                .toList();
        return questions
                .answer(
                        transaction,
                        open.stream().map(each -> each.question(each.from())).toList())
                .chain(answers -> untilNow(transaction, open, answers, now))
                .map(answers -> merged(evaluations, answers.iterator()));
    }

    /// Where more happened since the cause than was loaded, the present answer has to be asked for.
    private Uni<List<Answer>> untilNow(
            SqlConnection transaction, List<Evaluation> evaluations, List<Timeline> answers, Instant now) {
        var unknown = new ArrayList<Evaluation>();
        for (var i = 0; i < evaluations.size(); i++) {
            if (lacksNow(evaluations.get(i), answers.get(i), now)) {
                unknown.add(evaluations.get(i));
            }
        }
        return questions
                .answer(
                        transaction,
                        unknown.stream().map(each -> each.question(now)).toList())
                .map(List::iterator)
                .map(present -> answers(evaluations, answers, present, now));
    }

    private static boolean lacksNow(Evaluation evaluation, Timeline timeline, Instant now) {
        return !evaluation.everyStep() && !timeline.knownUntil().isAfter(now);
    }

    private static List<Answer> answers(
            List<Evaluation> evaluations, List<Timeline> timelines, Iterator<Timeline> present, Instant now) {
        var answers = new ArrayList<Answer>();
        for (var i = 0; i < evaluations.size(); i++) {
            var evaluation = evaluations.get(i);
            var timeline = timelines.get(i);
            answers.add(
                    evaluation.everyStep()
                            ? new Answer(timeline, evaluation.causes().getFirst())
                            : new Answer(
                                    lacksNow(evaluation, timeline, now) ? present.next() : timeline.from(now),
                                    evaluation.causeOf(timeline, now)));
        }
        return answers;
    }

    /// One per evaluation: who is not active belongs to nothing, whatever the condition says.
    private static List<Answer> merged(List<Evaluation> evaluations, Iterator<Answer> answers) {
        return evaluations.stream()
                .map(evaluation -> evaluation.contact().active()
                        ? answers.next()
                        : new Answer(
                                Timeline.constant(false), evaluation.causes().getLast()))
                .toList();
    }

    private static Set<Standing.Key> keys(List<Evaluation> evaluations) {
        var keys = new HashSet<Standing.Key>();
        for (var evaluation : evaluations) {
            keys.add(evaluation.key());
            if (evaluation.definition().isUntold(evaluation.contact().contactId())) {
                keys.add(new Standing.Key(
                        evaluation.contact().contactId(),
                        evaluation.definition().predecessorId()));
            }
        }
        return keys;
    }
}
