package io.sillage.automation.flow;

import io.sillage.conditions.AudienceFields;
import io.sillage.conditions.ConditionReader;
import io.sillage.contracts.condition.Condition;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a definition as the API takes it. What is wrong is remembered at its path in the body, such as
/// `steps.1.yes.0.type`; the definition that is then returned is good for nothing.
final class DefinitionReader {

    private static final int MOST_TRIGGERS = 3;
    private static final int MOST_STEPS = 200;
    private static final int DEEPEST = 10;
    private static final int LONGEST_TAG = 100;
    private static final Duration LONGEST_WAIT = Duration.ofDays(3_650);
    private static final Set<String> TRIGGER_TYPES = Set.of(Trigger.EVENT_API, Trigger.FLOW_API);
    private static final Set<String> STEP_TYPES = Set.of("delay", "if_else", "send_email", "add_tag", "exit");
    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9_-]{2,30}");

    private final AudienceFields fields;
    private final Numbering numbering;
    private int steps;

    DefinitionReader(AudienceFields fields, Numbering numbering) {
        this.fields = fields;
        this.numbering = numbering;
    }

    /// What the body leaves out stays as it is.
    Definition read(JsonBody body, Definition current) {
        return new Definition(
                body.has("triggers") ? triggers(body.field("triggers")) : current.triggers(),
                body.has("filter") ? question(body.field("filter")) : current.filter(),
                body.has("settings") ? reentry(body.field("settings")) : current.reentry(),
                body.has("steps") ? allSteps(body.field("steps")) : current.steps());
    }

    private List<Trigger> triggers(JsonField triggers) {
        return elements(triggers, MOST_TRIGGERS, this::trigger);
    }

    private Optional<Trigger> trigger(JsonBody trigger) {
        var id = numbering.trigger(trigger);
        return trigger.field("type")
                .required()
                .oneOf(TRIGGER_TYPES)
                .flatMap(type -> type.equals(Trigger.EVENT_API)
                        ? eventName(trigger).map(name -> new Trigger.EventApi(id, name))
                        : Optional.of(new Trigger.FlowApi(id)));
    }

    private static Optional<String> eventName(JsonBody trigger) {
        var field = trigger.field("event_name").required();
        var name = field.text().filter(text -> !text.isEmpty());
        if (name.isPresent() && !EVENT_NAME.matcher(name.get()).matches()) {
            field.reject("The name of an event has 2 to 30 letters, digits, underscores and hyphens.");
            return Optional.empty();
        }
        return name;
    }

    /// A group without conditions asks nothing.
    private @Nullable Question question(JsonField field) {
        return field.object()
                .filter(group -> !group.has("conditions")
                        || !group.field("conditions").node().isEmpty())
                .map(this::question)
                .orElse(null);
    }

    private Question question(JsonBody group) {
        return new Question(ConditionReader.read(group, fields), group.node());
    }

    private static Reentry reentry(JsonField field) {
        var settings = field.object();
        settings.ifPresent(DefinitionReader::refuseExitCondition);
        return settings.flatMap(each -> each.field("reentry").object())
                .map(DefinitionReader::reentry)
                .orElse(Reentry.NEVER);
    }

    private static Reentry reentry(JsonBody reentry) {
        return new Reentry(
                reentry.field("allowed").bool().orElse(false),
                wait(reentry.field("minimum_wait")).orElse(Reentry.NEVER.minimumWait()));
    }

    private static void refuseExitCondition(JsonBody settings) {
        var exit = settings.field("exit_condition").object();
        if (exit.filter(group -> !group.field("conditions").node().isEmpty()).isPresent()) {
            settings.reject("exit_condition", "Exit conditions are not available yet. Leave it out or empty.");
        }
    }

    private static Optional<Duration> wait(JsonField field) {
        var duration = field.duration();
        if (duration.filter(DefinitionReader::isTooShortOrLong).isPresent()) {
            field.reject("This duration should be longer than nothing and at most %s."
                    .formatted(ApiDuration.format(LONGEST_WAIT)));
            return Optional.empty();
        }
        return duration;
    }

    private static boolean isTooShortOrLong(Duration duration) {
        return !duration.isPositive() || duration.compareTo(LONGEST_WAIT) > 0;
    }

    private List<Step> allSteps(JsonField field) {
        var read = steps(field, 1);
        if (steps > MOST_STEPS) {
            field.reject("A journey has at most %d steps, those in branches included; there are %d."
                    .formatted(MOST_STEPS, steps));
        }
        return read;
    }

    private List<Step> steps(JsonField field, int depth) {
        if (depth > DEEPEST) {
            field.reject("Branches may be nested %d deep.".formatted(DEEPEST - 1));
            return List.of();
        }
        return elements(field, MOST_STEPS, step -> step(step, depth));
    }

    private Optional<Step> step(JsonBody step, int depth) {
        steps++;
        var id = numbering.step(step);
        return step.field("type").required().oneOf(STEP_TYPES).flatMap(type -> switch (type) {
            case "delay" -> delay(step, id);
            case "if_else" -> Optional.of(ifElse(step, id, depth));
            case "send_email" ->
                step.field("email").required().object().map(email -> new Step.SendEmail(id, email(email)));
            case "add_tag" ->
                step.field("tag").required().text(1, LONGEST_TAG).map(tag -> new Step.AddTag(id, tag.strip()));
            default -> Optional.of(new Step.Exit(id));
        });
    }

    private static Optional<Step> delay(JsonBody step, int id) {
        if (step.has("until")) {
            step.reject("until", "Delays until a time of day are not available yet. Use duration.");
        }
        return wait(step.field("duration").required()).map(duration -> new Step.Delay(id, duration));
    }

    private Step ifElse(JsonBody step, int id, int depth) {
        var question = step.field("condition").required().object().map(this::question);
        return new Step.IfElse(
                id,
                question.orElse(new Question(Condition.ALWAYS, step.node())),
                steps(step.field("yes"), depth + 1),
                steps(step.field("no"), depth + 1));
    }

    private static EmailContent email(JsonBody email) {
        return EmailReader.read(email);
    }

    private static <T> List<T> elements(JsonField field, int most, Function<JsonBody, Optional<? extends T>> reader) {
        var read = new ArrayList<T>();
        for (var element : field.array(most).orElse(List.of())) {
            element.required().object().flatMap(reader).ifPresent(read::add);
        }
        return read;
    }
}
