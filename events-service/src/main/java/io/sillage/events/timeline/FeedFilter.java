package io.sillage.events.timeline;

import static java.util.function.Predicate.not;

import io.sillage.contracts.ActivityType;
import io.sillage.events.ledger.ConsentActivities;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import java.time.Instant;
import java.time.ZoneId;
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

    /// What people do in a Shopify storefront.
    static final List<String> STOREFRONT = List.of(
            ActivityType.SHOPIFY_PAGE_VIEWED,
            ActivityType.SHOPIFY_PRODUCT_VIEWED,
            ActivityType.SHOPIFY_COLLECTION_VIEWED,
            ActivityType.SHOPIFY_SEARCH_SUBMITTED,
            ActivityType.SHOPIFY_PRODUCT_ADDED_TO_CART,
            ActivityType.SHOPIFY_CHECKOUT_STARTED,
            ActivityType.SHOPIFY_PAYMENT_INFO_SUBMITTED,
            ActivityType.SHOPIFY_CHECKOUT_COMPLETED);

    /// What the Marketing API calls the types of the ledger.
    static final Map<String, List<String>> WORDS = words();

    /// What else the Marketing API can be asked for. None of it occurs here.
    private static final Set<String> NEVER = Set.of(
            "landing_page_signup",
            "postcard_sent",
            "squatter_signup",
            "website_signup",
            "sms_bulk_sent",
            "qbo_payment_link",
            "video_call_transcripts");

    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /// The same page, of a feed that begins further back.
    ///
    /// @param passed how much of this feed is not in that one
    FeedFilter from(Instant start, int passed) {
        return new FeedFilter(types, since, start, new Page(page.count(), page.offset() - passed));
    }

    private static Map<String, List<String>> words() {
        var words = new LinkedHashMap<String, List<String>>();
        words.put("event", List.of(ActivityType.EVENT));
        words.put("sent", List.of(ActivityType.EMAIL_SENT));
        words.put("open", List.of(ActivityType.EMAIL_OPENED));
        words.put("click", List.of(ActivityType.EMAIL_CLICKED));
        words.put("bounce", List.of(ConsentActivities.BOUNCED, ActivityType.EMAIL_BOUNCED));
        words.put("unsub", List.of(ConsentActivities.UNSUBSCRIBED));
        words.put("generic_signup", List.of(ConsentActivities.SIGNED_UP));
        words.put("ecommerce_signup", List.of(ConsentActivities.SIGNED_UP_IN_STORE));
        words.put("signup", List.of(ConsentActivities.SIGNED_UP, ConsentActivities.SIGNED_UP_IN_STORE));
        words.put("order", List.of(ActivityType.ORDER_PLACED));
        words.put(
                "web_engagement",
                Stream.concat(Stream.of(ActivityType.PAGE_VIEWED, ActivityType.LINK_CLICKED), STOREFRONT.stream())
                        .toList());
        words.put("marketing_permission", List.of(ConsentActivities.PERMISSION_CHANGED));
        words.put("conversation", List.of(ActivityType.SMS_RECEIVED));
        words.put("survey_response", List.of(ActivityType.SURVEY_COMPLETED));
        words.put("inbox_thread", List.of(ActivityType.CHAT_ENDED));
        words.put(FeedItem.NOTE, List.of(FeedItem.NOTE));
        return words;
    }

    /// Reads `activity_filters`, `since`, `before`, `count` and `offset`.
    ///
    /// @param zone in which days begin
    static FeedFilter read(QueryParameters query, ZoneId zone) {
        return new FeedFilter(
                types(query, "activity_filters", NEVER),
                query.instant("since", zone).orElse(BEGINNING),
                query.instant("before", zone).orElse(END),
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
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
