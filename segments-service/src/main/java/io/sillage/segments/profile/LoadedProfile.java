package io.sillage.segments.profile;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.segments.evaluation.Occurrences;
import io.sillage.segments.evaluation.Profile;
import io.sillage.segments.projection.Contact;
import java.time.Period;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A contact as conditions see it, with everything at hand that they may ask.
record LoadedProfile(
        Contact contact,
        Function<EventHappened, Occurrences> loaded,
        @Nullable Period eventWindow) implements Profile {

    @Override
    public String email() {
        return contact.email();
    }

    @Override
    public String field(String tag) {
        return contact.fields().getOrDefault(tag, "");
    }

    @Override
    public boolean carries(long tagId) {
        return contact.tags().contains(tagId);
    }

    @Override
    public Occurrences occurrences(EventHappened event) {
        return loaded.apply(event);
    }
}
