package io.sillage.events.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair keys = keys();

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode notification() {
        return (ObjectNode) json("""
                {"Type": "Notification", "MessageId": "22b80b92", "TopicArn": "arn:aws:sns:eu-west-1:1:topic",
                 "Subject": "Amazon SES", "Message": "{}", "Timestamp": "2026-02-03T10:00:00.000Z"}""");
    }

    @ParameterizedTest
    @CsvSource({"1, SHA1withRSA", "2, SHA256withRSA"})
    void genuineMessagesAreKnown(String version, String algorithm) throws GeneralSecurityException {
        var message = notification().put("SignatureVersion", version);
        message.put(
                "Signature", ProviderResourceTest.signature(algorithm, keys.getPrivate(), AmazonSns.signed(message)));

        assertThat(AmazonSns.isGenuine(message, keys.getPublic())).isTrue();
        assertThat(AmazonSns.isGenuine(message, keys().getPublic())).isFalse();
        assertThat(AmazonSns.isGenuine(message.put("Message", "{\"x\": 1}"), keys.getPublic()))
                .isFalse();
        assertThat(AmazonSns.isGenuine(message.put("Signature", "?"), keys.getPublic()))
                .isFalse();
    }

    @Test
    void whatIsSignedIsInTheOrderOfTheDocumentation() {
        assertThat(AmazonSns.signed(notification())).isEqualTo("""
                Message
                {}
                MessageId
                22b80b92
                Subject
                Amazon SES
                Timestamp
                2026-02-03T10:00:00.000Z
                TopicArn
                arn:aws:sns:eu-west-1:1:topic
                Type
                Notification
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.net/SimpleNotificationService-0a.pem",
                "https://evil.net/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://evil.net@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com:443/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0a.pem",
                "https://sns.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.evil.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://s3.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com/x.pem",
                "https://sns.eu-west-1.amazonaws.com/x/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a/../x.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem?x=.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem#x",
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=0a",
                ""
            })
    void noOtherFileIsACertificate(String url) {
        assertThat(AmazonSns.certificate(notification().put("SigningCertURL", url)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-01d088a6f77103d0fe307c0069e40ed6.pem",
                "https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0a.pem"
            })
    void certificatesOfSnsAreAskedFor(String url) {
        assertThat(AmazonSns.certificate(notification().put("SigningCertURL", url)))
                .isPresent();
    }

    @Test
    void onlySubscriptionsAreConfirmed() {
        var confirmation = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
                + "arn:aws:sns:eu-west-1:1:topic&Token=2336412f37";
        var message = notification();

        assertThat(AmazonSns.subscription(message.put("SubscribeURL", confirmation)))
                .isPresent();
        assertThat(AmazonSns.subscription(message.put("SubscribeURL", confirmation.replace("Confirm", "Delete"))))
                .isEmpty();
        assertThat(AmazonSns.subscription(message.put("SubscribeURL", confirmation.replace("sns.", "sqs."))))
                .isEmpty();
    }

    @Test
    void bouncesAndComplaintsAreRead() {
        var bounce = json("""
                {"notificationType": "Bounce", "mail": {"commonHeaders": {"messageId": "<m@x>"}},
                 "bounce": {"bounceType": "Permanent", "feedbackId": "f1", "bouncedRecipients": [
                   {"emailAddress": "ada@example.org", "diagnosticCode": "smtp; 550 5.1.1"}, {"emailAddress": "bob@example.org"}]}}""");
        var complaint = json("""
                {"notificationType": "Complaint", "complaint": {"feedbackId": "f2", "complaintFeedbackType": "abuse",
                   "complainedRecipients": [{"emailAddress": "ada@example.org"}]}}""");

        assertThat(AmazonSes.reports(bounce))
                .containsExactly(
                        new MailReport(
                                MailReport.Kind.HARD_BOUNCE, "ada@example.org", "f1", "<m@x>", "smtp; 550 5.1.1"),
                        new MailReport(MailReport.Kind.HARD_BOUNCE, "bob@example.org", "f1", "<m@x>", ""));
        assertThat(AmazonSes.reports(complaint))
                .containsExactly(new MailReport(MailReport.Kind.COMPLAINT, "ada@example.org", "f2", "", "abuse"));
        assertThat(AmazonSes.reports(json("{\"notificationType\": \"Delivery\"}")))
                .isEmpty();
    }
}
