package io.sillage.segments.segment;

import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.QueryFlag;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which members are counted and listed: subscribed ones, and others if the request says so.
public final class Statuses {

    @QueryParam("include_cleaned")
    @Nullable
    String includeCleaned;

    @QueryParam("include_transactional")
    @Nullable
    String includeTransactional;

    @QueryParam("include_unsubscribed")
    @Nullable
    String includeUnsubscribed;

    static final String[] SUBSCRIBED = {EmailStatus.SUBSCRIBED.word()};

    String[] words() {
        var words = new ArrayList<>(List.of(SUBSCRIBED));
        if (QueryFlag.isSet(includeCleaned)) {
            words.add(EmailStatus.CLEANED.word());
        }
        if (QueryFlag.isSet(includeTransactional)) {
            words.add(EmailStatus.TRANSACTIONAL.word());
        }
        if (QueryFlag.isSet(includeUnsubscribed)) {
            words.add(EmailStatus.UNSUBSCRIBED.word());
        }
        return words.toArray(String[]::new);
    }
}
