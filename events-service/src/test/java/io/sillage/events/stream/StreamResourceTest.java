package io.sillage.events.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.infrastructure.SillageResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class StreamResourceTest {

    @TestHTTPResource("/3.0/events/stream")
    URI uri;

    private final HttpClient client = HttpClient.newHttpClient();
    private Shop shop;
    private Person ada;

    @BeforeEach
    void newShop() {
        shop = Shop.open();
        ada = shop.person();
    }

    /// Ends every stream.
    @AfterEach
    void leave() {
        client.shutdownNow();
    }

    /// The lines of a stream that has begun.
    private List<String> watch(String query, String... headers) {
        var lines = new CopyOnWriteArrayList<String>();
        var request = HttpRequest.newBuilder(URI.create(uri + query)).header("Authorization", "Bearer " + shop.token());
        if (headers.length > 0) {
            request.headers(headers);
        }
        client.sendAsync(request.build(), BodyHandlers.ofLines())
                .thenApply(HttpResponse::body)
                .thenAccept(body -> read(body, lines));
        await().until(() -> lines.stream().anyMatch(line -> line.startsWith(":")));
        return lines;
    }

    private static void read(Stream<String> body, List<String> lines) {
        try (body) {
            body.forEach(lines::add);
        } catch (RuntimeException e) {
            // the test has ended
        }
    }

    private void post(String name) {
        shop.post(ada, "{\"name\": \"%s\"}".formatted(name)).statusCode(204);
    }

    private static List<String> data(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("data:")).toList();
    }

    @Test
    void activitiesArriveAsTheyHappen() {
        var lines = watch("");

        post("happened");

        await().until(() -> data(lines).size() == 1);
        assertThat(data(lines).getFirst())
                .contains("\"name\":\"happened\"", "\"type\":\"event\"")
                .contains("\"contact_id\":\"" + ada.hexId(), "\"list_id\":\"" + shop.listId);
        assertThat(lines).contains("event: event");
    }

    @Test
    void onlyWhatIsWantedIsShown() {
        var other = Shop.open();
        var named = watch("?name=wanted&type=event&list_id=" + shop.listId);

        var bob = other.person();
        other.post(bob, "{\"name\": \"wanted\"}");
        post("unwanted");
        post("wanted");

        await().until(() -> !data(named).isEmpty());
        assertThat(data(named)).singleElement().asString().contains("\"wanted\"", ada.hexId());
    }

    @Test
    void whoComesBackGoesOnWhereHeWas() {
        var lines = watch("");
        post("first");
        await().until(() -> data(lines).size() == 1);
        var id = lines.stream()
                .filter(line -> line.startsWith("id:"))
                .findFirst()
                .orElseThrow();

        post("second");
        var later = watch("", "Last-Event-ID", id.substring(3).strip());

        await().until(() -> !data(later).isEmpty());
        assertThat(data(later)).singleElement().asString().contains("\"second\"");
    }

    @Test
    void whatCannotBeWatchedIsNamed() {
        shop.request()
                .header("Last-Event-ID", "nonsense")
                .get("/3.0/events/stream")
                .then()
                .statusCode(400)
                .body("errors.field", contains("Last-Event-ID"));
        Shop.open()
                .request()
                .get("/3.0/events/stream?list_id=" + shop.listId)
                .then()
                .statusCode(404);
    }
}
