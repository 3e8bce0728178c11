package io.sillage.automation.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/// One box on the canvas of a flow. Steps stand in lists, branching steps hold lists, and after a branch the flow
/// goes on with the step after it: so there are no cycles and no dangling ends.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = Step.Delay.class, name = "delay"),
    @Type(value = Step.IfElse.class, name = "if_else"),
    @Type(value = Step.SendEmail.class, name = "send_email"),
    @Type(value = Step.AddTag.class, name = "add_tag"),
    @Type(value = Step.Exit.class, name = "exit")
})
public sealed interface Step {

    /// Unique within the flow, triggers included; stays the same over edits.
    int id();

    /// Waits so long after arrival; a day is 24 hours.
    record Delay(int id, Duration duration) implements Step {
        public Delay {
            requireNonNull(duration, "duration");
        }
    }

    /// Asks once, on arrival.
    record IfElse(int id, Question question, List<Step> yes, List<Step> no) implements Step {
        public IfElse {
            requireNonNull(question, "question");
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }
    }

    record SendEmail(int id, EmailContent email) implements Step {
        public SendEmail {
            requireNonNull(email, "email");
        }
    }

    record AddTag(int id, String tag) implements Step {
        public AddTag {
            requireNonNull(tag, "tag");
        }
    }

    /// Ends the walk here.
    record Exit(int id) implements Step {}
}
