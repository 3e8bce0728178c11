package io.sillage.contacts.contact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberExportResourceTest {

    private Api api;
    private String list;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
    }

    private String export(String query) {
        return api.get(list + "/members/export.csv" + query)
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
    }

    @Test
    void everyContactIsALine() {
        api.post(list + "/members", """
                {"email_address": "ada@example.org", "status": "subscribed", "tags": ["vip", "early"],
                 "merge_fields": {"FNAME": "=cmd|' /C calc'!A0", "LNAME": "Love, lace", "PHONE": "+33 6 12 34 56 78",
                   "ADDRESS": {"addr1": "1 Rue", "city": "Paris", "zip": "75001"}}}""").statusCode(200);

        var lines = export("").lines().toList();

        assertThat(lines.getFirst()).startsWith("Email Address,FNAME,LNAME,ADDRESS,PHONE,BIRTHDAY,TAGS,GROUPS,STATUS,");
        assertThat(lines.get(1))
                .startsWith(
                        "ada@example.org,'=cmd|' /C calc'!A0,\"Love, lace\",1 Rue  Paris  75001,+33 6 12 34 56 78,,\"")
                .contains(",subscribed,")
                .contains("vip");
        assertThat(lines).hasSize(2);
    }

    @Test
    void aLongListIsWhole() {
        var members = IntStream.range(0, 500)
                .mapToObj(i -> "{\"email_address\": \"m%d@example.org\", \"status\": \"subscribed\"}".formatted(i))
                .collect(joining(","));
        api.post(list, "{\"members\": [%s]}".formatted(members)).statusCode(200);
        api.newMember(list, "last@example.org");

        assertThat(export("").lines().skip(1).map(line -> line.split(",")[0]).distinct())
                .hasSize(501);
    }

    @Test
    void filtersAreThoseOfTheList() {
        api.newMember(list, "ada@example.org");
        api.post(list + "/members", "{\"email_address\": \"eve@example.org\", \"status\": \"unsubscribed\"}");

        assertThat(export("?status=unsubscribed").lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("eve@example.org");
        api.get(list + "/members/export.csv?status=nope").statusCode(400).body("errors.field", contains("status"));
        Api.ofNewAccount().get(list + "/members/export.csv").statusCode(404);
    }
}
