package io.sillage.events.timeline;

import static java.util.function.Predicate.not;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.ledger.ConsentActivities;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which activities a feed shows.
///
/// @param types of the ledger
/// @param since the first instant
/// @param before the instant after the last
record FeedFilter(List<String> types, Instant since, Instant before, Page page) {

    /// What the Marketing API calls the types of the ledger.
    static final Map<String, String> WORDS = words();

    /// What else the Marketing API can be asked for. None of it occurs here.
    private static final Set<String> NEVER = Set.of(
            "conversation",
            "ecommerce_signup",
            "web_engagement",
            "landing_page_signup",
            "marketing_permission",
            "note",
            "order",
            "postcard_sent",
            "signup",
            "squatter_signup",
            "website_signup",
            "survey_response",
            "sms_bulk_sent",
            "inbox_thread",
            "qbo_payment_link",
            "video_call_transcripts");

    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static Map<String, String> words() {
        var words = new LinkedHashMap<String, String>();
        words.put("event", ActivityRecorded.EVENT);
        words.put("sent", ActivityRecorded.EMAIL_SENT);
        words.put("open", "email_opened");
        words.put("click", "email_clicked");
        words.put("bounce", ConsentActivities.BOUNCED);
        words.put("unsub", ConsentActivities.UNSUBSCRIBED);
        words.put("generic_signup", ConsentActivities.SIGNED_UP);
        return words;
    }

    /// Reads `activity_filters`, `since`, `before`, `count` and `offset`.
    static FeedFilter read(QueryParameters query) {
        return new FeedFilter(
                types(query, "activity_filters", NEVER),
                query.instant("since").orElse(BEGINNING),
                query.instant("before").orElse(END),
                query.page());
    }

    /// The types that a list of words in a parameter names; all of them if it is missing.
    ///
    /// @param others words that are understood and name nothing
    static List<String> types(QueryParameters query, String parameter, Set<String> others) {
        var wanted = query.text(parameter)
                .map(text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(not(String::isEmpty))
                        .toList())
                .orElseGet(() -> List.copyOf(WORDS.keySet()));
        for (var word : wanted) {
            if (!WORDS.containsKey(word) && !others.contains(word)) {
                var all = new TreeSet<>(WORDS.keySet());
                all.addAll(others);
                throw Problem.invalid(
                        parameter,
                        "Data presented is not one of the accepted values: %s.".formatted(String.join(", ", all)));
            }
        }
        return wanted.stream()
                .filter(WORDS::containsKey)
                .map(WORDS::get)
                .distinct()
                .toList();
    }
}
