package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.e2e.fuzz.Nonsense;
import io.sillage.e2e.fuzz.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever is sent to whatever endpoint, it is answered, and never by a failure of ours.
class FuzzIT {

    private static final long SEED = 17;
    private static final int REQUESTS = Boolean.getBoolean("sillage.long") ? 20_000 : 2_000;
    private static final int AT_ONCE = 4;

    /// Many of them delete things: so many are sent until there are new ones.
    private static final int WITH_THE_SAME_THINGS = 200;

    /// What a service may grow by while it answers the second half: it has compiled and filled its caches by then.
    private static final long MOST_GROWTH_MIB = 120;

    private static RunningStack stack;
    private static Api operator;
    private static Api api;
    private static String key;

    @BeforeAll
    static void account() {
        stack = RunningStack.shared();
        operator = Api.of(stack).as("Bearer " + stack.operatorToken());
        key = operator.post("/admin/accounts", "{\"name\": \"Fuzz\"}")
                .path("api_key")
                .textValue();
        api = operator.as("Bearer " + key);
    }

    @Test
    void everyRequestIsAnsweredAndNoneByAFailure() throws InterruptedException {
        var deadBefore = deadLetters();
        var failures = new ConcurrentLinkedQueue<String>();
        var half = new HashMap<String, Long>();
        for (var sent = 0; sent < REQUESTS; sent += WITH_THE_SAME_THINGS) {
            if (sent == REQUESTS / 2) {
                RunningStack.SERVICES.forEach(service -> half.put(service, stack.residentMiB(service)));
            }
            var nonsense = new Nonsense(SEED + sent, RunningStack.root(), things(sent), key);
            sendAll(requests(nonsense, sent), failures);
        }

        assertThat(failures).isEmpty();
        assertThat(deadLetters()).isEqualTo(deadBefore);
        for (var service : RunningStack.SERVICES) {
            assertThat(stack.residentMiB(service) - half.get(service))
                    .describedAs(service)
                    .isLessThan(MOST_GROWTH_MIB);
        }
    }

    /// Every endpoint in turn, and any of them as often.
    private static List<Wire.Request> requests(Nonsense nonsense, int sent) {
        var requests = new ArrayList<Wire.Request>();
        var endpoints = nonsense.endpoints();
        for (var i = 0; i < WITH_THE_SAME_THINGS / 2; i++) {
            requests.add(nonsense.request(endpoints.get((sent / 2 + i) % endpoints.size())));
            requests.add(nonsense.next());
        }
        return requests;
    }

    private static void sendAll(List<Wire.Request> requests, Queue<String> failures) throws InterruptedException {
        var queue = new ConcurrentLinkedQueue<>(requests);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < AT_ONCE; i++) {
                threads.submit(() -> {
                    for (var request = queue.poll(); request != null; request = queue.poll()) {
                        send(request, failures);
                    }
                });
            }
        }
    }

    private static void send(Wire.Request request, Queue<String> failures) {
        try {
            var answer = Wire.send(stack.url(), request);
            if (answer.status() == 0 || answer.status() >= 500) {
                failures.add(request + " was answered " + answer);
            }
        } catch (IOException e) {
            failures.add(request + ": " + e);
        }
    }

    private static int deadLetters() {
        return operator.get("/admin/dead-letters").path("total_items").intValue();
    }

    private static Map<String, List<String>> things(int number) {
        var list = api.createList("Fuzz " + number);
        api.addKnownMember(list, "fuzz@example.org");
        var lists = "/3.0/lists/" + list;
        var segment = api.createEventSegment(list, "fuzz", "P1D");
        var flow = api.createEmailFlow(list, "fuzz", "Fuzz");
        var store = "fuzz-" + number;
        api.post("/3.0/ecommerce/stores", """
                {"id": "%s", "list_id": "%s", "name": "Fuzz", "currency_code": "EUR"}""".formatted(store, list));
        var zapier =
                api.post("/3.0/integrations", """
                        {"type": "zapier", "list_id": "%s"}""".formatted(list)).path("id").textValue();
        var survey = api.post(lists + "/surveys", """
                        {"title": "Fuzz", "questions": [{"id": "q", "type": "text", "query": "Why?"}]}""").path("id").textValue();
        api.post(lists + "/surveys/%s/actions/publish".formatted(survey), "{}");
        var site = api.post("/3.0/connected-sites", """
                        {"foreign_id": "fuzz-%d", "domain": "example.org"}""".formatted(number))
                .path("site_script")
                .path("url")
                .textValue()
                .replaceFirst(".*/i/([^/]+)/.*", "$1");
        return Map.ofEntries(
                Map.entry("list_id", List.of(list)),
                Map.entry("audience_id", List.of(list)),
                Map.entry("subscriber_hash", List.of("fuzz%40example.org")),
                Map.entry("contact_id", List.of("email:fuzz@example.org")),
                Map.entry("segment_id", List.of(String.valueOf(segment))),
                Map.entry("journey_id", List.of(String.valueOf(flow))),
                Map.entry("id", List.of(String.valueOf(flow), zapier, site, survey)),
                Map.entry("store_id", List.of(store)),
                Map.entry("things", List.of("products", "orders", "customers", "carts", "promo-rules")),
                Map.entry("parts", List.of("variants", "images", "lines")),
                Map.entry("survey_id", List.of(survey)),
                Map.entry("question_id", List.of("q")),
                Map.entry("site_id", List.of("fuzz-" + number)),
                Map.entry("merge_id", List.of("1", "2")),
                Map.entry("month", List.of("2026-12")));
    }
}
