package io.sillage.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;

/// Plays the story against a running stack. Arguments: the URL of the gateway and an API key.
public final class Demo {

    private final Api api;
    private final Story story = new Story();
    /// Makes the addresses of this run differ from those of every run before.
    private final String run =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    private final Map<String, String> cities =
            Map.of("ada-" + run + "@example.org", "Atlanta", "bob-" + run + "@example.org", "Boston");

    private Demo(Api api) {
        this.api = api;
    }

    public static void main(String[] arguments) {
        try {
            new Demo(new Api(URI.create(arguments[0]), arguments[1])).play();
        } catch (DemoFailed e) {
            System.err.println("\nThe demo failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void play() {
        var list = audience();
        contacts(list);
        var segment = segment(list);
        var flow = flow(list);
        register(list);
        showMembers(list, segment);
        showEmails(flow);
        moveClock(list, segment);
        story.end();
    }

    private String audience() {
        story.chapter("An audience, and two contacts in it");
        var list = api.post("/3.0/lists", """
                        {"name": "Meetups %s", "permission_reminder": "You asked for news about meetups.",
                         "email_type_option": false,
                         "contact": {"company": "Meetups Ltd", "address1": "1 Example Street", "city": "Atlanta",
                                     "country": "US"},
                         "campaign_defaults": {"from_name": "Ada", "from_email": "ada@example.org",
                                               "subject": "Meetups", "language": "en"}}""".formatted(run)).path("id").textValue();
        story.told("audience %s", list);
        return list;
    }

    private void contacts(String list) {
        for (var email : emails()) {
            api.post("/3.0/lists/%s/members".formatted(list), """
                    {"email_address": "%s", "status": "subscribed", "merge_fields": {"FNAME": "%s"}}""".formatted(email, nameOf(email)));
            story.told("contact  %s", email);
        }
    }

    private long segment(String list) {
        story.chapter("A segment: registered for a meetup within the last 72 hours");
        var segment = api.post("/3.0/lists/%s/segments".formatted(list), """
                {"name": "Registered lately", "options": {"match": "all", "conditions": [
                  {"field": "contact_event", "op": "is", "filters": [
                    {"field": "contact_event_name", "op": "is", "value": "meetup_registered"},
                    {"field": "contact_event_timeframe", "op": "within", "value": "PT72H"}]}]}}""");
        expect("a new segment has no members", segment.path("member_count").intValue() == 0);
        story.told("segment %d, %d members", segment.path("id").longValue(), 0);
        return segment.path("id").longValue();
    }

    private long flow(String list) {
        story.chapter("A flow: when somebody registers, send one email that names their city");
        var flow = api.post("/3.0/customer-journeys/journeys", """
                        {"list_id": "%s", "name": "Meetup",
                         "triggers": [{"type": "event_api", "event_name": "meetup_registered"}],
                         "steps": [{"type": "send_email", "email": {
                            "subject": "Get ready, *|EVENT:location|*", "from_name": "Ada",
                            "from_email": "ada@example.org",
                            "html": "<p>Hello *|FNAME|*, see you in *|EVENT:location|*.</p><a href=\\"*|UNSUB|*\\">Unsubscribe</a>"}}]}""".formatted(list))
                .path("id")
                .longValue();
        api.post("/3.0/customer-journeys/journeys/%d/actions/activate".formatted(flow), "{}");
        story.told("flow %d is active", flow);
        return flow;
    }

    private void register(String list) {
        story.chapter("Both register: the application posts one event each");
        cities.forEach((email, city) -> {
            api.post("/3.0/lists/%s/members/%s/events".formatted(list, encoded(email)), """
                    {"name": "meetup_registered", "properties": {"location": "%s"}}""".formatted(city));
            story.told("event    meetup_registered %s (%s)", email, city);
        });
    }

    private void showMembers(String list, long segment) {
        story.chapter("The segment");
        awaitMembers(list, segment, emails(), "both contacts entering the segment");
        emails().forEach(email -> story.told("entered  %s", email));
    }

    private void showEmails(long flow) {
        story.chapter("The emails");
        cities.forEach((email, city) -> {
            var received = Patience.until(
                    "one email to " + email,
                    () -> inbox(email),
                    inbox -> inbox.path("total_items").intValue() > 0);
            expect("exactly one email to " + email, received.path("total_items").intValue() == 1);
            var message = received.path("messages").path(0);
            var subject = message.path("subject").textValue();
            expect("the subject names %s: %s".formatted(city, subject), subject.equals("Get ready, " + city));
            expect("the text greets by name", message.path("html").asText().contains("Hello " + nameOf(email)));
            story.told("email    to %s: %s", email, subject);
        });
        var deliveries = api.get("/3.0/deliveries?journey_id=" + flow);
        expect("two deliveries in the books", deliveries.path("total_items").intValue() == 2);
    }

    private void moveClock(String list, long segment) {
        story.chapter("72 hours pass");
        var now =
                api.post("/local/clock", "{\"advance\": \"PT72H\"}").path("now").textValue();
        story.told("clock    %s", now);
        awaitMembers(list, segment, List.of(), "both contacts leaving the segment when the window has passed");
        emails().forEach(email -> story.told("left     %s", email));
        emails().forEach(email -> expect(
                "still exactly one email to " + email,
                inbox(email).path("total_items").intValue() == 1));
    }

    private void awaitMembers(String list, long segment, List<String> wanted, String what) {
        var path = "/3.0/lists/%s/segments/%d/members?fields=members.email_address".formatted(list, segment);
        Patience.until(what, () -> members(api.get(path)), wanted::equals);
    }

    private static List<String> members(JsonNode answer) {
        return StreamSupport.stream(answer.path("members").spliterator(), false)
                .map(member -> member.path("email_address").textValue())
                .sorted()
                .toList();
    }

    private JsonNode inbox(String email) {
        return api.get("/local/inbox?to=" + encoded(email));
    }

    private List<String> emails() {
        return cities.keySet().stream().sorted().toList();
    }

    private static String nameOf(String email) {
        return email.startsWith("ada") ? "Ada" : "Bob";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void expect(String what, boolean holds) {
        if (!holds) {
            throw new DemoFailed("expected: " + what);
        }
    }
}
