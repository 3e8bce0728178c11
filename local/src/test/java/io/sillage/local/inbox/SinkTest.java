package io.sillage.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private Sink sink;

    @BeforeEach
    void start() throws IOException {
        sink = Sink.start(new Sink.Settings(directory, 5, 0, 0), InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void emailIsListedAsItWasWritten() throws Exception {
        send("one@shop.example", "Ada@example.org", "Ça va, 世界?", "<p>Hello</p>", "Hello\n..dots");

        var page = get("/inbox");

        assertThat(page.get("total_items").asInt()).isEqualTo(1);
        var message = page.get("messages").get(0);
        assertThat(message.get("channel").asText()).isEqualTo("email");
        assertThat(message.get("to").asText()).isEqualTo("Ada@example.org");
        assertThat(message.get("from").asText()).isEqualTo("Zoë <shop@example.org>");
        assertThat(message.get("subject").asText()).isEqualTo("Ça va, 世界?");
        assertThat(message.get("html").asText()).isEqualTo("<p>Hello</p>");
        assertThat(message.get("text").asText()).isEqualToNormalizingNewlines("Hello\n..dots");
        assertThat(message.get("url").isNull()).isTrue();
        assertThat(message.get("body").isNull()).isTrue();
        assertThat(message.get("headers").get("List-Unsubscribe").asText()).isEqualTo("<http://localhost/u/1>");
        assertThat(message.get("received_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void newestComesFirstAndPagesFollowEachOther() throws Exception {
        sendTo("a@example.org", "b@example.org", "c@example.org");

        assertThat(receivers("/inbox")).containsExactly("c@example.org", "b@example.org", "a@example.org");
        assertThat(receivers("/inbox?count=1&offset=1")).containsExactly("b@example.org");
        assertThat(get("/inbox?count=1").get("total_items").asInt()).isEqualTo(3);
    }

    @Test
    void listingCanBeNarrowedToOneReceiverAndOneChannel() throws Exception {
        sendTo("a+b@example.org", "c@example.org");

        assertThat(receivers("/inbox?to=A%2Bb@example.org")).containsExactly("a+b@example.org");
        assertThat(receivers("/inbox?to=c@example.org&channel=email")).containsExactly("c@example.org");
        assertThat(receivers("/inbox?channel=sms")).isEmpty();
        assertThat(receivers("/inbox?to=&channel=")).hasSize(2);
    }

    @Test
    void whatWasTakenIsStillThereAfterARestart() throws Exception {
        send("kept@shop.example", "a@example.org", "Kept", "<p>Kept</p>", "Kept");

        restart();

        assertThat(get("/inbox").get("messages").get(0).get("subject").asText()).isEqualTo("Kept");
        assertThat(ask("/messages/kept@shop.example").statusCode()).isEqualTo(200);
    }

    @Test
    void messageThatWasCutShortByAKillIsForgotten() throws Exception {
        sendTo("a@example.org");
        Files.writeString(directory.resolve("000000000002.json"), "{\"channel\":\"ema");

        restart();
        sendTo("b@example.org");

        assertThat(receivers("/inbox")).containsExactly("b@example.org", "a@example.org");
    }

    @Test
    void senderCanAskWhetherAnEmailGotThrough() throws Exception {
        send("there@shop.example", "a@example.org", "Hello", "<p></p>", "Hello");

        assertThat(ask("/messages/there@shop.example").body()).isEqualTo("{\"received_at\":\"2026-03-01T12:00:00Z\"}");
        assertThat(ask("/messages/%3Cthere@shop.example%3E").statusCode()).isEqualTo(200);
        assertThat(ask("/messages/elsewhere@shop.example").statusCode()).isEqualTo(404);
    }

    @Test
    void emailSentTwiceIsListedTwice() throws Exception {
        send("same@shop.example", "a@example.org", "Hello", "<p></p>", "Hello");
        send("same@shop.example", "a@example.org", "Hello", "<p></p>", "Hello");

        assertThat(get("/inbox").get("total_items").asInt()).isEqualTo(2);
    }

    @Test
    void onlyTheNewestAreKept() throws Exception {
        sendTo(IntStream.range(0, 8).mapToObj(i -> i + "@example.org").toArray(String[]::new));

        assertThat(receivers("/inbox"))
                .containsExactly("7@example.org", "6@example.org", "5@example.org", "4@example.org", "3@example.org");
        assertThat(filesKept()).isEqualTo(5);
        assertThat(ask("/messages/0@shop.example").statusCode()).isEqualTo(404);
    }

    @Test
    void emptiedInboxHasNothingLeft() throws Exception {
        sendTo("a@example.org", "b@example.org");

        assertThat(request("DELETE", "/inbox").statusCode()).isEqualTo(204);

        assertThat(get("/inbox").get("total_items").asInt()).isZero();
        assertThat(filesKept()).isZero();
    }

    @Test
    void refusalNamesTheParameter() throws Exception {
        var refusal = ask("/inbox?count=many");

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refusal.body()).contains("count must be a whole number");
    }

    private void restart() throws IOException {
        sink.close();
        start();
    }

    private void sendTo(String... receivers) throws MessagingException, IOException {
        for (var receiver : receivers) {
            send(receiver.replace("example.org", "shop.example"), receiver, "Hello", "<p>Hello</p>", "Hello");
        }
    }

    private void send(String messageId, String to, String subject, String html, String text)
            throws MessagingException, IOException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(sink.smtpPort()));
        var mail = new MimeMessage(Session.getInstance(properties)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + messageId + ">");
            }
        };
        mail.setFrom(new InternetAddress("shop@example.org", "Zoë", "UTF-8"));
        mail.setRecipients(RecipientType.TO, to);
        mail.setSubject(subject, "UTF-8");
        mail.setHeader("List-Unsubscribe", "<http://localhost/u/1>");
        mail.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
        Transport.send(mail);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    private List<String> receivers(String path) throws Exception {
        return get(path).get("messages").findValuesAsText("to");
    }

    private JsonNode get(String path) throws Exception {
        return InboxJson.MAPPER.readTree(ask(path).body());
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return request("GET", path);
    }

    private HttpResponse<String> request(String method, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(sink.url() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private long filesKept() throws IOException {
        try (var files = Files.list(directory)) {
            return files.count();
        }
    }
}
