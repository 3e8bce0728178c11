package io.sillage.contacts;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sillage.platform.id.Ids;
import io.sillage.testing.Tokens;
import java.util.UUID;

/// The API as one caller sees it.
public final class Api {

    public static final String LIST = """
            {"name": "Newsletter",
             "contact": {"company": "Ada & Co", "address1": "1 Main St", "city": "Paris", "country": "fr", "zip": "75001"},
             "permission_reminder": "You signed up",
             "campaign_defaults":
               {"from_name": "Ada", "from_email": "ada@example.org", "subject": "", "language": "en"},
             "email_type_option": true}""";

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    public static Api operator() {
        return new Api(Tokens.operator());
    }

    public static Api of(UUID accountId) {
        return new Api(Tokens.of(accountId));
    }

    /// A caller with an account of its own, where nothing is yet.
    public static Api ofNewAccount() {
        String id = operator()
                .post("/admin/accounts", "{\"name\": \"Shop\"}")
                .statusCode(200)
                .extract()
                .path("account_id");
        return of(Ids.parse(id).orElseThrow());
    }

    /// Adds a list and emits its path.
    public String newList() {
        return "/3.0/lists/" + newListId();
    }

    public String newListId() {
        return post("/3.0/lists", LIST).statusCode(200).extract().path("id");
    }

    /// Adds a subscribed member and emits its path.
    public String newMember(String list, String email) {
        var body = "{\"email_address\": \"%s\", \"status\": \"subscribed\"}".formatted(email);
        return list + "/members/"
                + post(list + "/members", body).statusCode(200).extract().<String>path("id");
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /// The header with which this caller comes.
    public String authorization() {
        return "Bearer " + token;
    }

    public ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    public ValidatableResponse post(String path, String body) {
        return request().body(body).post(path).then();
    }

    public ValidatableResponse put(String path, String body) {
        return request().body(body).put(path).then();
    }

    public ValidatableResponse patch(String path, String body) {
        return request().body(body).patch(path).then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete(path).then();
    }
}
