package io.sillage.contacts.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What fields of each type take, and how they keep it.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class FieldValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Api api;
    private String list;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList(); // in France
    }

    @ParameterizedTest(name = "{0} {1}: {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text     | {}                                  | \"Ada\"              | \"Ada\"",
                "text     | {}                                  | 7                     | \"7\"",
                "number   | {}                                  | \"12.50\"           | 12.5",
                "number   | {}                                  | 3000000000            | 3000000000",
                "phone    | {}                                  | \"06 12 34 56 78\"  | \"+33 6 12 34 56 78\"",
                "phone    | {}                                  | \"+1 404 555 0123\" | \"+1 404-555-0123\"",
                "phone    | {}                                  | \"ext. 12\"         | \"ext. 12\"",
                "phone    | {\"phone_format\": \"US\"}      | \"404.555.0123\"    | \"(404) 555-0123\"",
                "phone    | {\"phone_format\": \"US\"}      | 14045550123           | \"(404) 555-0123\"",
                "date     | {}                                  | \"2026-02-28\"      | \"2026-02-28\"",
                "date     | {}                                  | \"02/28/2026\"      | \"2026-02-28\"",
                "date     | {}                                  | \"2026-02-28T10:00:00Z\" | \"2026-02-28\"",
                "date     | {\"date_format\": \"DD/MM/YYYY\"} | \"28/02/2026\"    | \"2026-02-28\"",
                "birthday | {}                                  | \"2/29\"            | \"02/29\"",
                "birthday | {}                                  | \"1815-12-10\"      | \"12/10\"",
                "birthday | {\"date_format\": \"DD/MM\"}    | \"10/12\"           | \"12/10\"",
                "url      | {}                                  | \"https://example.org/a?b=c\" | \"https://example.org/a?b=c\"",
                "imageurl | {}                                  | \"http://example.org/a.png\"  | \"http://example.org/a.png\"",
                "radio    | {\"choices\": [\"Red\", \"Blue\"]} | \" blue\"      | \"Blue\"",
                "dropdown | {\"choices\": [\"Red\", \"Blue\"]} | \"Red\"        | \"Red\"",
                "zip      | {}                                  | 10001                 | \"10001\"",
                "zip      | {}                                  | \"10001-1234\"      | \"10001-1234\"",
                "address  | {}  | {\"addr1\": \"1 Rue\", \"city\": \"Paris\"} | {\"addr1\": \"1 Rue\", \"city\": \"Paris\"}",
                "address  | {}  | \"1 St  Atlanta  GA  30301\" | {\"addr1\": \"1 St\", \"city\": \"Atlanta\", \"state\": \"GA\", \"zip\": \"30301\"}",
                "address  | {}  | {\"addr1\": \"\", \"country\": \"US\"} | \"\""
            })
    void isTaken(String type, String options, String given, String kept) throws Exception {
        addField(type, options);

        var answer = add(given);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(JSON.readTree(answer.asString()).path("merge_fields").path("F"))
                .isEqualTo(JSON.readTree(kept));
    }

    @ParameterizedTest(name = "{0} {1}: {2} is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text     | {}                                  | [\"Ada\"]           | Schema describes string, array found instead",
                "number   | {}                                  | \"many\"            | Please enter a number",
                "number   | {}                                  | \"1e999\"           | Please enter a number",
                "phone    | {}                                  | \"call me\"         | Please enter a valid phone number",
                "phone    | {\"phone_format\": \"US\"}      | \"555-0123\"        | Please enter a valid phone number",
                "date     | {}                                  | \"2026-02-30\"      | Please enter a valid date",
                "date     | {}                                  | \"28/02/2026\"      | Please enter a valid date",
                "date     | {}                                  | \"soon\"            | Please enter a valid date",
                "birthday | {}                                  | \"02/30\"           | Please enter a valid birthday",
                "birthday | {}                                  | \"13/01\"           | Please enter a valid birthday",
                "url      | {}                                  | \"example.org\"     | Please enter a complete URL",
                "url      | {}                                  | \"javascript:alert(1)\" | Please enter a complete URL",
                "radio    | {\"choices\": [\"Red\", \"Blue\"]} | \"Green\"      | Please choose one of the options: Red, Blue",
                "zip      | {}                                  | \"1234\"            | Please enter a valid zip code",
                "address  | {}                                  | 12                    | Schema describes object, integer found instead",
                "address  | {}                                  | {\"addr1\": \"1 Rue\"} | Please enter a complete address",
                "address  | {}                                  | {\"addr1\": \"1 St\", \"city\": \"Atlanta\", \"country\": \"US\"} | Please enter a complete address",
                "address  | {}                                  | \"somewhere\"       | Please enter a complete address"
            })
    void isRefusedByName(String type, String options, String given, String message) {
        addField(type, options);

        var answer = add(given);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.<String>path("detail")).isEqualTo("Your merge fields were invalid.");
        assertThat(answer.<String>path("errors[0].field")).isEqualTo("F");
        assertThat(answer.<String>path("errors[0].message")).isEqualTo(message);
    }

    private void addField(String type, String options) {
        api.post(
                        list + "/merge-fields",
                        "{\"name\": \"F\", \"tag\": \"F\", \"type\": \"%s\", \"options\": %s}".formatted(type, options))
                .statusCode(200);
    }

    private io.restassured.response.Response add(String value) {
        var body =
                "{\"email_address\": \"f-%s@example.org\", \"status\": \"subscribed\", \"merge_fields\": {\"F\": %s}}"
                        .formatted(UUID.randomUUID(), value);
        return api.request().body(body).post(list + "/members");
    }
}
