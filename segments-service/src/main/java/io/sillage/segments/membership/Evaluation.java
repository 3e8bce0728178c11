package io.sillage.segments.membership;

import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.profile.Question;
import io.sillage.segments.projection.Contact;
import java.time.Instant;
import java.util.List;

/// One definition to be answered for one contact, and why.
///
/// @param contact as it is after the change; not active means that it belongs to nothing
/// @param from the answer is wanted from here on; now, or earlier
/// @param causes what happened, in order; not empty
/// @param everyStep whether all that happened since `from` is news, and not only where it led to
record Evaluation(Definition definition, Contact contact, Instant from, List<Cause> causes, boolean everyStep) {

    Evaluation {
        causes = List.copyOf(causes);
    }

    /// Something other than time may have changed the answer.
    static Evaluation because(Definition definition, Contact contact, Cause cause, Instant now) {
        return new Evaluation(definition, contact, now, List.of(cause), false);
    }

    /// Time may have changed the answer at this instant, and since.
    static Evaluation ofTime(Definition definition, Contact contact, Instant boundary) {
        return new Evaluation(definition, contact, boundary, List.of(new Cause(boundary, null)), true);
    }

    Standing.Key key() {
        return new Standing.Key(contact.contactId(), definition.id());
    }

    Question question(Instant at) {
        return new Question(contact, definition.condition(), definition.reads(), definition.eventWindow(), at);
    }

    /// The cause to which the present answer is due: whatever happened when it became so.
    Cause causeOf(Timeline timeline, Instant now) {
        var since = timeline.lastFlip(now).orElse(from);
        var exact = causes.stream().filter(cause -> cause.at().equals(since)).findFirst();
        return exact.orElse(new Cause(since, causes.getLast().activityId()));
    }
}
