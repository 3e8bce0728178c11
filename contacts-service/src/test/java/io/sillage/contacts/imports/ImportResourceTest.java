package io.sillage.contacts.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contacts.Api;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.platform.time.Alarms;
import io.sillage.platform.time.LocalClock;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ImportResourceTest {

    @Inject
    Pool pool;

    @Inject
    LocalClock clock;

    @Inject
    Alarms alarms;

    private Api api;
    private String list;
    private String imports;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
        imports = list + "/imports";
    }

    /// @param query as in a URL, but not encoded
    private ValidatableResponse upload(String query, byte[] file) {
        var request = api.request().contentType("text/csv").body(file);
        for (var parameter : query.replace("?", "").split("&")) {
            var parts = parameter.split("=", 2);
            if (parts.length == 2) {
                request.queryParam(parts[0], parts[1]);
            }
        }
        return request.post(imports).then();
    }

    private ValidatableResponse upload(String query, String file) {
        return upload(query, file.getBytes(StandardCharsets.UTF_8));
    }

    /// Imports a file and emits its path when it is done.
    private String imported(String query, String file) {
        return finished(upload(query, file).statusCode(200).extract().path("id"));
    }

    private String finished(String id) {
        var path = imports + "/" + id;
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> api.get(path).statusCode(200).body("status", equalTo("completed")));
        return path;
    }

    /// Uploads rows of new addresses and pauses their import. Emits its path.
    private String pausedImport(String addressesBegin, int rows) {
        var file = IntStream.range(0, rows)
                .mapToObj(i -> "%s%d@example.org\n".formatted(addressesBegin, i))
                .collect(Collectors.joining("", "email\n", ""));
        var path = imports + "/" + upload("", file).statusCode(200).extract().<String>path("id");
        api.post(path + "/actions/pause", "").statusCode(204);
        return path;
    }

    private void assertRows(String path, int created, int updated, int unchanged, int refused) {
        api.get(path)
                .body("rows.created", equalTo(created))
                .body("rows.updated", equalTo(updated))
                .body("rows.unchanged", equalTo(unchanged))
                .body("rows.refused", equalTo(refused));
    }

    private ValidatableResponse member(String email) {
        return api.get(list + "/members/" + email);
    }

    @Test
    void rowsBecomeContactsThatStartNoFlow() {
        var path = imported("?tags=Imported,May&status=subscribed", """
                Email Address,First Name,LNAME,Tags,Unknown
                ada@example.org,Ada,Lovelace,"vip, early",x
                grace@example.org,Grace,Hopper,,y
                """);

        assertRows(path, 2, 0, 0, 0);
        api.get(path).body("columns", contains("EMAIL", "FNAME", "LNAME", "TAGS", ""));
        member("ada@example.org")
                .body("full_name", equalTo("Ada Lovelace"))
                .body("status", equalTo("subscribed"))
                .body("source", equalTo("List Import"))
                .body("tags.name", containsInAnyOrder("Imported", "May", "vip", "early"));
        var told = TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> each.email().equals("grace@example.org") && list.endsWith(listIdOf(each)));
        assertThat(told.suppressTriggers()).isTrue();
        assertThat(told.origin()).isEqualTo(Origin.IMPORT);
    }

    /// Only this list has a contact of that id.
    private String listIdOf(ContactChanged told) {
        return api.get(list + "/members/" + told.contactId().toString().replace("-", ""))
                                .extract()
                                .statusCode()
                        == 200
                ? list.substring(list.lastIndexOf('/') + 1)
                : "elsewhere";
    }

    @Test
    void whoIsThereIsUpdatedOnlyIfAskedFor() {
        api.newMember(list, "ada@example.org");
        api.patch(list + "/members/ada@example.org", "{\"status\": \"unsubscribed\"}");
        var file = "email,FNAME\nada@example.org,Ada\n";

        assertRows(imported("", file), 0, 0, 0, 1);
        member("ada@example.org").body("merge_fields.FNAME", equalTo(""));

        assertRows(imported("?update_existing=true", file), 0, 1, 0, 0);
        assertRows(imported("?update_existing=true", file), 0, 0, 1, 0);
        member("ada@example.org").body("merge_fields.FNAME", equalTo("Ada")).body("status", equalTo("unsubscribed"));
    }

    @Test
    void theLaterOfTwoRowsFindsTheEarlier() {
        var file = "email,FNAME\nada@example.org,One\nADA@example.org,Two\n";

        var path = imported("?update_existing=true", file);

        assertRows(path, 1, 1, 0, 0);
        member("ada@example.org").body("merge_fields.FNAME", equalTo("Two"));
    }

    @Test
    void refusedRowsAreReportedWithLineAndReason() {
        api.newMember(list, "gone@example.org");
        api.post(list + "/members/gone@example.org/actions/delete-permanent", "")
                .statusCode(204);
        var path = imported("", """
                email,FNAME,BIRTHDAY
                nonsense,Ada,
                ,Nobody,
                gone@example.org,Gone,
                ada@example.org,Ada,99/99
                grace@example.org,"two
                lines",
                eve@example.org,Eve,,too,many
                =cmd()@example.org,%s,
                ok@example.org,Ok,12/10
                """.formatted("x".repeat(300)));

        assertRows(path, 2, 0, 0, 6);
        var report = api.get(path + "/rejections.csv")
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(report.lines())
                .containsExactly(
                        "line,email_address,reason",
                        "2,nonsense,email_address: Please provide a valid email address.",
                        "3,,email_address: This value should not be blank.",
                        "4,gone@example.org,gone@example.org was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.",
                        "5,ada@example.org,BIRTHDAY: Please enter a valid birthday",
                        "8,eve@example.org,\"This row has 5 values, the first line of the file 3.\"",
                        "9,'=cmd()@example.org,email_address: Please provide a valid email address.");
        Api.ofNewAccount().get(path + "/rejections.csv").statusCode(404);
    }

    @Test
    void theReportForgetsWhoIsErased() {
        var member = api.newMember(list, "ada@example.org");
        var path = imported("", "email\nADA@example.org\n");
        assertThat(api.get(path + "/rejections.csv").extract().asString()).contains("ADA@example.org");

        api.post(member + "/actions/delete-permanent", "").statusCode(204);

        assertThat(api.get(path + "/rejections.csv").extract().asString()).doesNotContainIgnoringCase("ada@");
    }

    @Test
    void importsOfADeletedListAreDeleted() {
        var id = idOf(imported("", "email\nada@example.org\nnonsense\n"));
        execute("insert into import_batch (import_id, number, rows) values ($1, 99, '')", id);

        api.delete(list).statusCode(204);

        await().untilAsserted(() -> assertThat(number("select count(*) from import where id = $1", id))
                .isZero());
        clock.moveTo(clock.offset().plus(Duration.ofMinutes(2)));
        alarms.wakeAll();
        var listId = list.substring(list.lastIndexOf('/') + 1);
        await().untilAsserted(() -> assertThat(number("select count(*) from audience where list_id = $1", listId))
                .isZero());
    }

    private static UUID idOf(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private long number(String query, Object parameter) {
        return execute(query, parameter).iterator().next().getLong(0);
    }

    private RowSet<Row> execute(String statement, Object parameter) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16LE"})
    void anEncodingCanBeNamed(String encoding) {
        var id = upload(
                        "?encoding=" + encoding,
                        "email,FNAME\nzoe@example.org,Zoë\n".getBytes(Charset.forName(encoding)))
                .statusCode(200)
                .extract()
                .<String>path("id");

        finished(id);

        member("zoe@example.org").body("merge_fields.FNAME", equalTo("Zoë"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkDecides(String encoding) {
        var file = "\uFEFFemail;FNAME\r\nzoe@example.org;Zoë\r\n".getBytes(Charset.forName(encoding));

        finished(upload("?encoding=ISO-8859-1", file).statusCode(200).extract().path("id"));

        member("zoe@example.org").body("merge_fields.FNAME", equalTo("Zoë"));
    }

    @Test
    void aWrongEncodingLosesOnlyItsRows() {
        var file = "email,FNAME\nzoe@example.org,Zoë\nada@example.org,Ada\n".getBytes(StandardCharsets.ISO_8859_1);

        var path = finished(upload("", file).statusCode(200).extract().path("id"));

        assertRows(path, 1, 0, 0, 1);
        assertThat(api.get(path + "/rejections.csv").extract().asString())
                .contains("2,zoe@example.org,This row has bytes that mean nothing in the encoding of the file.");
    }

    @Test
    void badRequestsImportNothing() {
        upload("?encoding=klingon", "email\na@example.org\n")
                .statusCode(400)
                .body("errors.field", contains("encoding"));
        upload("?status=maybe", "email\na@example.org\n").statusCode(400).body("errors.field", contains("status"));
        upload("?groups=0123456789", "email\na@example.org\n").statusCode(400).body("errors.field", contains("groups"));
        upload("?mapping={", "email\na@example.org\n").statusCode(400).body("errors.field", contains("mapping"));
        upload("", "").statusCode(400).body("detail", containsString("empty"));
        upload("", "FNAME\nAda\n").statusCode(400).body("errors.field", contains("mapping"));
        upload("?mapping={\"x\": \"EMAIL\"}", "email\na@example.org\n").statusCode(400);
        upload("?mapping={\"email\": \"NOPE\"}", "email\na@example.org\n").statusCode(400);
        api.request()
                .contentType("text/csv")
                .body("email\n")
                .post("/3.0/lists/0000000000/imports")
                .then()
                .statusCode(404);
        api.get(list + "/members").body("total_items", equalTo(0));
    }

    @Test
    void aColumnIsWhatItIsSaidToBe() {
        var path = imported(
                "?mapping={\"contact\": \"EMAIL\", \"first\": \"FNAME\", \"LNAME\": \"\"}",
                "contact\tfirst\tLNAME\nada@example.org\tAda\tSecret\n");

        assertRows(path, 1, 0, 0, 0);
        member("ada@example.org").body("merge_fields.FNAME", equalTo("Ada")).body("merge_fields.LNAME", equalTo(""));
    }

    @Test
    void aFormSendsFileAndSettings() {
        var id = api.request()
                .contentType("multipart/form-data")
                .multiPart(
                        "file", "people.csv", "email\nada@example.org\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("settings", "{\"tags\": [\"Form\"]}")
                .post(imports)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");

        finished(id);

        member("ada@example.org").body("tags.name", contains("Form"));
    }

    @Test
    void aHugeFieldIsRefusedAlone() {
        var huge = "x".repeat(1_000_000);

        var path = imported("", "email,FNAME\nada@example.org,%s\ngrace@example.org,Grace\n".formatted(huge));

        assertRows(path, 1, 0, 0, 1);
    }

    @Test
    void aFileOfWhichNobodySaysWhatItIsIsACsv() throws Exception {
        var port = actualPort(ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + imports))
                .header("Authorization", api.authorization())
                .POST(HttpRequest.BodyPublishers.ofString("email\nada@example.org\n"))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }

        await().untilAsserted(() -> api.get(list + "/members").body("total_items", equalTo(1)));
    }

    @Test
    void anUploadThatBreaksOffImportsNothing() throws IOException {
        var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        var head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\n"
                        .formatted(URI.create(imports).getPath(), api.authorization());
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "a%d@example.org\n".formatted(i))
                .collect(Collectors.joining("", "email\n", ""));
        try (var socket = new Socket("localhost", actualPort(port))) {
            socket.getOutputStream().write((head + rows).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            await().untilAsserted(() -> api.get(imports).body("total_items", equalTo(1)));
        }

        await().untilAsserted(() -> api.get(imports).body("imports[0].status", equalTo("failed")));
        api.get(list + "/members").body("total_items", equalTo(0));
    }

    private static int actualPort(int configured) {
        return configured == 0 ? io.restassured.RestAssured.port : configured;
    }

    @Test
    void importsArePausedResumedAndCanceled() {
        var first = pausedImport("p", 5_000);
        var read = api.get(first).body("status", equalTo("paused")).extract().<Integer>path("rows.read");
        var second = imports + "/"
                + upload("", "email\nlast@example.org\n").extract().<String>path("id");

        api.get(second).body("status", equalTo("queued"));
        assertThat(api.get(first).extract().<Integer>path("rows.read")).isEqualTo(read);
        api.post(first + "/actions/resume", "").statusCode(204);

        finished(first.substring(first.lastIndexOf('/') + 1));
        finished(second.substring(second.lastIndexOf('/') + 1));
        assertRows(first, 5_000, 0, 0, 0);
        api.post(first + "/actions/cancel", "").statusCode(400).body("title", equalTo("Invalid Action"));
        api.get(list + "/members").body("total_items", equalTo(5_001));
        api.get(imports).body("total_items", equalTo(2));
        Api.ofNewAccount().post(first + "/actions/pause", "").statusCode(404);
    }

    @Test
    void ofManyAddressesTheLastRowOfEachCounts() {
        var many = IntStream.range(0, 6_000)
                .mapToObj(i -> "m%d@example.org,Name%d\n".formatted(i % 2_000, i))
                .collect(Collectors.joining("", "email,FNAME\n", ""));

        var path = imported("?update_existing=true", many);

        assertRows(path, 2_000, 4_000, 0, 0);
        IntStream.of(0, 1, 2, 3, 777, 1_998, 1_999).forEach(i -> member("m%d@example.org".formatted(i))
                .body("merge_fields.FNAME", equalTo("Name%d".formatted(4_000 + i))));
    }

    @Test
    void anImportThatAnOlderVersionTookIsDone() {
        var path = pausedImport("o", 20_000);
        execute("delete from import_lane where import_id = $1", idOf(path));
        execute("update import_batch set lane = 0 where import_id = $1", idOf(path));

        api.post(path + "/actions/resume", "").statusCode(204);

        finished(path.substring(path.lastIndexOf('/') + 1));
        assertRows(path, 20_000, 0, 0, 0);
    }

    @Test
    void aLaneThatCannotBeDoneRestsBetweenItsTriesAndFailsTheImport() {
        var path = pausedImport("f", 20_000);
        execute("update import_batch set rows = '' where import_id = $1 and lane = 2", idOf(path));
        var resumedAt = clock.instant();

        api.post(path + "/actions/resume", "").statusCode(204);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> api.get(path)
                .body("status", equalTo("failed"))
                .body("reason", equalTo("An internal error kept rows from being imported.")));
        assertThat(Duration.between(resumedAt, clock.instant())).isGreaterThan(Duration.ofSeconds(4));
        api.get(path).body("rows.created", greaterThan(14_000));
    }

    @Test
    void aCanceledImportStops() {
        var first = pausedImport("c", 20_000);
        var waiting =
                imports + "/" + upload("", "email\nada@example.org\n").extract().<String>path("id");

        api.post(waiting + "/actions/cancel", "").statusCode(204);
        api.post(first + "/actions/cancel", "").statusCode(204);

        api.get(waiting).body("status", equalTo("canceled"));
        await().untilAsserted(
                        () -> assertThat(number("select count(*) from import_lane where import_id = $1", idOf(first)))
                                .isZero());
        member("ada@example.org").statusCode(404);
        imported("", "email\ngrace@example.org\n");
        member("ada@example.org").statusCode(404);
    }
}
