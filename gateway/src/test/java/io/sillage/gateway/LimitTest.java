package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LimitTest extends GatewayTest {

    @TestHTTPResource
    URL gateway;

    @Test
    void planLimitsHowManyRequestsAreUnderWayAtOnce() throws IOException {
        // Given
        var account = TestAccount.create(TestAccount.atOnce(10));
        var open = new ArrayList<RawConnection>();
        for (var i = 0; i < 10; i++) {
            open.add(begin(account));
        }

        // Then
        await().untilAsserted(() -> given().header("Authorization", account.bearer())
                .get("/3.0/lists")
                .then()
                .statusCode(429)
                .header("Retry-After", "1")
                .body("title", equalTo("Too Many Requests"))
                .body("detail", equalTo("You have exceeded the limit of 10 simultaneous connections.")));

        // and When: one ends, one is given up by its client
        open.get(0).send("0\r\n\r\n");
        open.get(1).close();

        // Then there is room for two
        await().untilAsserted(() -> {
            given().header("Authorization", account.bearer())
                    .get("/3.0/lists")
                    .then()
                    .statusCode(200);
        });
        for (var connection : open) {
            connection.close();
        }
    }

    @Test
    void unlimitedPlanHasNoSuchLimit() throws IOException {
        var account = TestAccount.create();
        var open = new ArrayList<RawConnection>();
        for (var i = 0; i < 30; i++) {
            open.add(begin(account));
        }

        given().header("Authorization", account.bearer())
                .get("/3.0/lists")
                .then()
                .statusCode(200);

        for (var connection : open) {
            connection.close();
        }
    }

    /// A request that stays under way: its body has not ended.
    private RawConnection begin(TestAccount account) throws IOException {
        var connection = new RawConnection(gateway);
        connection.send("POST /3.0/lists/a1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + account.bearer()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
        return connection;
    }
}
