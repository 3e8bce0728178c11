package io.sillage.contacts.contact;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberSearchResourceTest {

    private static final String SEARCH = "/3.0/search-members?query=";

    private Api api;
    private String first;
    private String second;

    @BeforeEach
    void twoLists() {
        api = Api.ofNewAccount();
        first = api.newList();
        second = api.newList();
        add(first, "ada@example.org", "Ada", "Lovelace");
        add(first, "grace@example.org", "Grace", "Hopper");
        add(second, "ada@example.org", "Ada", "Lovelace");
    }

    private void add(String list, String email, String firstName, String lastName) {
        api.post(
                        list + "/members",
                        "{\"email_address\": \"%s\", \"status\": \"subscribed\", \"merge_fields\": {\"FNAME\": \"%s\", \"LNAME\": \"%s\"}}"
                                .formatted(email, firstName, lastName))
                .statusCode(200);
    }

    private static String id(String list) {
        return list.substring(list.lastIndexOf('/') + 1);
    }

    @Test
    void anAddressIsFoundInAllLists() {
        api.get(SEARCH + "ADA@example.org")
                .statusCode(200)
                .body("exact_matches.total_items", equalTo(2))
                .body("exact_matches.members.list_id", containsInAnyOrder(id(first), id(second)))
                .body("full_search.total_items", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gra", "HOP", "grace hop", "hopper grace", "grace@ex"})
    void namesAndAddressesAreFoundByHowTheyBegin(String query) {
        api.get(SEARCH + query + "&list_id=" + id(first))
                .statusCode(200)
                .body("full_search.members.email_address", contains("grace@example.org"))
                .body("full_search.total_items", equalTo(1))
                .body("exact_matches.members", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"race", "grace lovelace", "%25", "_race", "gra\\"})
    void nothingElseIsFound(String query) {
        api.get(SEARCH + query).statusCode(200).body("full_search.members", empty());
    }

    @Test
    void badSearchesAreRefused() {
        api.get(SEARCH).statusCode(400).body("errors.field", contains("query"));
        api.get("/3.0/search-members").statusCode(400);
        api.get(SEARCH + "ada&list_id=0000000000").statusCode(404);
    }

    @Test
    void anotherAccountFindsNothing() {
        Api.ofNewAccount().get(SEARCH + "ada").statusCode(200).body("full_search.members", empty());
    }
}
