import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// An audience of subscribed contacts, made for one measurement.
record Audience(String id, List<String> contacts) {

    static Audience of(int size) throws Exception {
        var run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try (var gateway = new Gateway()) {
            var id = gateway.post("/3.0/lists", """
                            {"name": "Bench %s", "permission_reminder": "bench", "email_type_option": false,
                             "contact": {"company": "Bench", "address1": "1", "city": "Paris", "country": "FR"},
                             "campaign_defaults": {"from_name": "Bench", "from_email": "bench@example.org",
                                                   "subject": "Bench", "language": "en"}}""".formatted(run))
                    .path("id").textValue();
            var contacts = IntStream.range(0, size).mapToObj(i -> "c%d-%s@example.org".formatted(i, run)).toList();
            Load.over(16, size, (connection, i) -> connection.post(
                    "/3.0/lists/%s/members".formatted(id),
                    "{\"email_address\": \"%s\", \"status\": \"subscribed\"}".formatted(contacts.get(i))));
            return new Audience(id, contacts);
        }
    }

    String eventsOf(int contact) {
        return "/3.0/lists/%s/members/%s/events".formatted(id, contacts.get(contact).replace("@", "%40"));
    }

    /// The path for many events at once.
    String batch() {
        return "/3.0/lists/%s/events/batch".formatted(id);
    }

    /// The path of how many events of each name were recorded.
    String eventNames() {
        return "/3.0/lists/%s/event-names".formatted(id);
    }

    long segment(String event) throws IOException {
        try (var gateway = new Gateway()) {
            return gateway.post("/3.0/lists/%s/segments".formatted(id), """
                            {"name": "%s", "options": {"match": "all", "conditions": [
                              {"field": "contact_event", "op": "is", "filters": [
                                {"field": "contact_event_name", "op": "is", "value": "%s"},
                                {"field": "contact_event_timeframe", "op": "within", "value": "PT1H"}]}]}}"""
                            .formatted(event, event))
                    .path("id").longValue();
        }
    }

    void flow(String event) throws IOException {
        try (var gateway = new Gateway()) {
            var flow = gateway.post("/3.0/customer-journeys/journeys", """
                            {"list_id": "%s", "name": "%s", "triggers": [{"type": "event_api", "event_name": "%s"}],
                             "steps": [{"type": "send_email", "email": {"subject": "*|EVENT:n|*", "from_name": "Bench",
                               "from_email": "bench@example.org", "html": "<p>*|EMAIL|*</p><a href=\\"*|UNSUB|*\\">x</a>"}}]}"""
                            .formatted(id, event, event))
                    .path("id").longValue();
            gateway.post("/3.0/customer-journeys/journeys/%d/actions/activate".formatted(flow), "{}");
        }
    }

    void delete() throws IOException {
        try (var gateway = new Gateway()) {
            gateway.send("DELETE", "/3.0/lists/" + id, "");
        }
    }
}
