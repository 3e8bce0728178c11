package io.sillage.contacts.form;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.SendEmail;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Somebody with a browser and a mailbox, and no API key.
final class Visitor {

    private static final Pattern LINK = Pattern.compile("href=\"http://localhost:8080(/[cp]/[^\"]+)\"");

    final String email;

    Visitor(String email) {
        this.email = email;
    }

    /// Sends a form with these answers, several for one question as a list.
    static ValidatableResponse sends(String path, Map<String, ?> answers) {
        var request = given().contentType("application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Forwarded-For", "198.51.100.7");
        answers.forEach((name, answer) -> {
            if (answer instanceof List<?> several) {
                request.formParam(name, several);
            } else {
                request.formParam(name, answer);
            }
        });
        return request.post(path).then();
    }

    ValidatableResponse signsUp(String listId) {
        return sends("/f/" + listId, Map.of("EMAIL", email));
    }

    /// The path behind the link of the newest email.
    String awaitLink() {
        return link(TestTopics.awaitOne(Topic.EMAIL_REQUESTS, SendEmail.class, this::isToMe));
    }

    List<SendEmail> emails() {
        return TestTopics.now(Topic.EMAIL_REQUESTS, SendEmail.class, this::isToMe);
    }

    private boolean isToMe(SendEmail sent) {
        return sent.to().equals(email);
    }

    static String link(SendEmail sent) {
        var link = LINK.matcher(sent.html());
        if (!link.find()) {
            throw new AssertionError("no link in " + sent.html());
        }
        return link.group(1);
    }
}
