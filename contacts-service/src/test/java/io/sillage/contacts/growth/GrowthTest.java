package io.sillage.contacts.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class GrowthTest {

    @Inject
    InstantSource clock;

    @Inject
    Pool pool;

    @Inject
    Growth growth;

    private Api api;
    private String listId;
    private String list;

    /// Two subscribe by themselves, three are added, of whom one leaves, one is archived, and one deleted for good; one
    /// bounces.
    @BeforeEach
    void somethingHappens() {
        api = Api.ofNewAccount();
        listId = api.newListId();
        list = "/3.0/lists/" + listId;
        signsUp("ada@example.org");
        signsUp("bob@example.org");
        var eve = api.newMember(list, "eve@example.org");
        var dan = api.newMember(list, "dan@example.org");
        var joe = api.newMember(list, "joe@example.org");
        api.patch(eve, "{\"status\": \"unsubscribed\"}").statusCode(200);
        api.delete(dan).statusCode(204);
        api.post(joe + "/actions/delete-permanent", "").statusCode(204);
        api.patch(list + "/members/ada@example.org", "{\"status\": \"cleaned\"}")
                .statusCode(200);
        // neither of them was lost: it was never there
        api.post(list + "/members", "{\"email_address\": \"out@example.org\", \"status\": \"unsubscribed\"}")
                .statusCode(200);
        api.post(list + "/members", "{\"email_address\": \"bad@example.org\", \"status\": \"cleaned\"}")
                .statusCode(200);
        api.post(list + "/members", "{\"email_address\": \"pen@example.org\", \"status\": \"pending\"}")
                .statusCode(200);
        api.patch(list + "/members/bob@example.org", "{\"vip\": true}").statusCode(200);
    }

    private void signsUp(String email) {
        RestAssured.given()
                .contentType("application/x-www-form-urlencoded")
                .formParam("EMAIL", email)
                .post("/f/" + listId)
                .then()
                .statusCode(200);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void daysTellWhatHappenedOnThem() {
        api.get(list + "/activity")
                .statusCode(200)
                .body("total_items", equalTo(1))
                .body("activity[0].day", equalTo(today().toString()))
                .body("activity[0].subs", equalTo(2))
                .body("activity[0].other_adds", equalTo(3))
                .body("activity[0].unsubs", equalTo(1))
                .body("activity[0].other_removes", equalTo(2))
                .body("activity[0].hard_bounce", equalTo(1));
        api.get(list + "/activity?offset=1").body("activity", empty());
    }

    @Test
    void whatCameIsWhatIsLeftAndWhatWent() {
        api.patch(list + "/members/bob@example.org", "{\"status\": \"transactional\"}")
                .statusCode(200);

        var day = api.get(list + "/activity").extract().jsonPath();

        assertThat(day.getInt("activity[0].subs") + day.getInt("activity[0].other_adds"))
                .isEqualTo(day.getInt("activity[0].unsubs")
                        + day.getInt("activity[0].hard_bounce")
                        + day.getInt("activity[0].other_removes"));
        api.get(list + "/growth-history").body("history[0].subscribed", equalTo(0));
    }

    @Test
    void monthsTellWhatIsLeft() {
        var month = YearMonth.from(today()).toString();

        api.get(list + "/growth-history")
                .statusCode(200)
                .body("total_items", equalTo(1))
                .body("history[0].month", equalTo(month))
                .body("history[0].existing", equalTo(0))
                .body("history[0].optins", equalTo(2))
                .body("history[0].imports", equalTo(0))
                .body("history[0].subscribed", equalTo(1))
                .body("history[0].unsubscribed", equalTo(1))
                .body("history[0].cleaned", equalTo(1))
                .body("history[0].deleted", equalTo(1))
                .body("history[0].pending", equalTo(1));
        api.get(list + "/growth-history/" + month).statusCode(200).body("subscribed", equalTo(1));
        api.get(list + "/growth-history/1999-01").statusCode(404);
    }

    @Test
    void earlierMonthsAddUp() {
        var lastMonth = YearMonth.from(today()).minusMonths(1);
        pool.preparedQuery("""
                        insert into growth (audience_id, day, kind, number)
                        select id, $2, 'total', 10 from audience where list_id = $1""").executeAndAwait(Tuple.of(listId, lastMonth.atDay(3)));

        api.get(list + "/growth-history")
                .body("history.subscribed", contains(11, 10))
                .body("history.existing", contains(10, 0));
        api.get(list + "/growth-history?sort_field=month&sort_dir=ASC&count=1")
                .body("history.month", contains(lastMonth.toString()))
                .body("total_items", equalTo(2));
    }

    @Test
    void manyRowsBecomeFewAndSayTheSame() {
        pool.preparedQuery("""
                        insert into growth (audience_id, day, kind, number)
                        select id, $2, 'opt_in', 1 from audience, generate_series(1, 200) where list_id = $1""").executeAndAwait(Tuple.of(listId, today()));

        while (pool.withTransaction(transaction -> growth.fold(transaction, 1_000))
                        .subscribe()
                        .asCompletionStage()
                        .join()
                > 0) {}

        api.get(list + "/activity").body("activity[0].subs", equalTo(202));
        var rows = pool.preparedQuery("""
                        select count(*) from growth g join audience a on a.id = g.audience_id
                         where a.list_id = $1 and kind = 'opt_in'""").executeAndAwait(Tuple.of(listId));
        assertThat(rows.iterator().next().getLong(0)).isLessThan(50);
    }

    @Test
    void nothingIsMadeUp() {
        api.get(list + "/clients").statusCode(200).body("clients", empty()).body("total_items", equalTo(0));
        api.get(list + "/locations").statusCode(200).body("locations", empty()).body("total_items", equalTo(0));
        api.get(list + "/abuse-reports").statusCode(200).body("abuse_reports", hasSize(0));
    }

    @Test
    void strangersFindNothing() {
        var stranger = Api.ofNewAccount();
        for (var part : java.util.List.of(
                "activity", "growth-history", "growth-history/2026-01", "clients", "locations", "abuse-reports")) {
            stranger.get(list + "/" + part).statusCode(404);
        }
    }
}
