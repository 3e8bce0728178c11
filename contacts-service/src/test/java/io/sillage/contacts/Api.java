package io.sillage.contacts;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sillage.testing.Tokens;
import java.util.UUID;

/// The API as one caller sees it.
public final class Api {

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

    public RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
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
