package io.sillage.contacts.form;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SignUpFormResourceTest {

    private Api api;
    private String listId;
    private String forms;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        listId = api.newListId();
        forms = "/3.0/lists/" + listId + "/signup-forms";
    }

    @Test
    void everyListHasOne() {
        api.get(forms)
                .statusCode(200)
                .body("total_items", equalTo(1))
                .body("signup_forms[0].signup_form_url", equalTo("http://localhost:8080/f/" + listId))
                .body("signup_forms[0].header.text", equalTo(""))
                .body("signup_forms[0].contents", empty());
        Api.ofNewAccount().get(forms).statusCode(404);
        Api.ofNewAccount().post(forms, "{}").statusCode(404);
    }

    @Test
    void whatTheOwnerDesignedIsShown() {
        api.post(forms, """
                {"header": {"text": "Engines & more", "image_url": "https://img.example/a.png", "image_width": "80", "image_link": "engines.example/a",
                            "image_align": "center", "image_border_width": "2", "image_border_style": "solid",
                            "image_border_color": "#123456"},
                 "contents": [{"section": "signup_message", "value": "Once a <month>"},
                              {"section": "signup_thank_you_title", "value": "Welcome!"}],
                 "styles": [{"selector": "forms_buttons",
                             "options": [{"property": "background-color", "value": "#ff0000"}, {"property": "color", "value": "rgb(0, 0, 0)"}]}]}""")
                .statusCode(200)
                .body("header.text", equalTo("Engines & more"))
                .body("header.image_target", equalTo("null"))
                .body("header.image_link", equalTo("https://engines.example/a"))
                .body("contents.section", contains("signup_message", "signup_thank_you_title"))
                .body("styles[0].options[0].value", equalTo("#ff0000"));
        api.post(forms, "{\"header\": {\"image_alt\": \"An engine\"}}")
                .statusCode(200)
                .body("header.text", equalTo("Engines & more"))
                .body("contents[0].value", equalTo("Once a <month>"));

        given().get("/f/" + listId)
                .then()
                .statusCode(200)
                .body(containsString("<p>Engines &amp; more</p>"))
                .body(containsString("<img src=\"https://img.example/a.png\" alt=\"An engine\" width=\"80\">"))
                .body(containsString("Once a &lt;month&gt;"))
                .body(containsString("button { background-color: #ff0000; color: rgb(0, 0, 0); }"))
                .body(containsString("border: 2px solid #123456;"));
        Visitor.sends("/f/" + listId, Map.of("EMAIL", "ada@example.org")).body(containsString("<h1>Welcome!</h1>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"header\": {\"image_url\": \"javascript:alert(1)\"}} | header.image_url",
                "{\"header\": {\"image_link\": \"javascript:alert(1)\"}} | header.image_link",
                "{\"header\": {\"image_width\": \"80px\"}} | header.image_width",
                "{\"header\": {\"image_align\": \"middle\"}} | header.image_align",
                "{\"header\": {\"image_border_color\": \"red;}\"}} | header.image_border_color",
                "{\"contents\": [{\"section\": \"footer\", \"value\": \"x\"}]} | contents.0.section",
                "{\"styles\": [{\"selector\": \"*\", \"options\": []}]} | styles.0.selector",
                "{\"styles\": [{\"selector\": \"forms_buttons\", \"options\": [{\"property\": \"background\", \"value\": \"url(http://x)\"}]}]} | styles.0.options.0.value",
                "{\"styles\": [{\"selector\": \"forms_buttons\", \"options\": [{\"property\": \"a:b\", \"value\": \"1\"}]}]} | styles.0.options.0.property",
                "{\"header\": 1} | header"
            })
    void whatCannotBeTakenIsNamedAndNothingIsKept(String body, String field) {
        api.post(forms, body).statusCode(400).body("errors.field", contains(field));

        api.get(forms).body("signup_forms[0].contents", empty()).body("signup_forms[0].styles", empty());
    }
}
