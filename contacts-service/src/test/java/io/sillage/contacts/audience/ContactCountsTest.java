package io.sillage.contacts.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ContactCountsTest {

    private static final String ROWS =
            "select count(*) from contact_count where audience_id = (select id from audience where list_id = $1)";

    @Inject
    Pool pool;

    private Api api;
    private String listId;
    private String list;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        listId = api.newListId();
        list = "/3.0/lists/" + listId;
    }

    @Test
    void everyKindOfChangeCounts() {
        var ada = api.newMember(list, "ada@example.org");
        var bob = api.newMember(list, "bob@example.org");
        var eve = api.newMember(list, "eve@example.org");
        api.post(list, """
                        {"members": [{"email_address": "one@example.org", "status": "subscribed"},
                                     {"email_address": "two@example.org", "status": "unsubscribed"}]}""").statusCode(200);

        api.patch(ada, "{\"status\": \"unsubscribed\"}").statusCode(200);
        api.delete(bob).statusCode(204);
        api.post(eve + "/actions/delete-permanent", "").statusCode(204);

        counts(1, 2, 1);
        api.put(bob, "{\"email_address\": \"bob@example.org\", \"status\": \"subscribed\"}")
                .statusCode(200);
        counts(2, 2, 0);
    }

    @Test
    void whatWasRolledBackDoesNotCount() {
        api.newMember(list, "ada@example.org");

        api.post(list + "/members", "{\"email_address\": \"ada@example.org\", \"status\": \"subscribed\"}")
                .statusCode(400);

        counts(1, 0, 0);
    }

    @Test
    void countsStayWhenTheirRowsAreFolded() throws InterruptedException {
        try (var callers = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 120)
                    .forEach(_ ->
                            callers.execute(() -> api.newMember(list, "member-" + UUID.randomUUID() + "@example.org")));
            callers.shutdown();
            assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        // by itself, while the service runs
        await().atMost(Duration.ofSeconds(20)).until(() -> rows() <= 50);
        counts(120, 0, 0);
    }

    private long rows() {
        return pool.preparedQuery(ROWS)
                .execute(Tuple.of(listId))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void counts(int subscribed, int unsubscribed, int archived) {
        api.get(list + "/members?count=0").body("total_items", equalTo(subscribed + unsubscribed));
        api.get(list + "/members?count=0&status=subscribed").body("total_items", equalTo(subscribed));
        api.get(list + "/members?count=0&status=archived").body("total_items", equalTo(archived));
        api.get(list)
                .body("stats.member_count", equalTo(subscribed))
                .body("stats.unsubscribe_count", equalTo(unsubscribed));
    }
}
