package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.events.provider.MailReport.Kind;
import java.util.ArrayList;
import java.util.List;

/// Notifications of Amazon SES about bounces and complaints (Amazon SES, *Notification contents*).
final class AmazonSes {

    private AmazonSes() {}

    /// @param notification what stands in the `Message` of a message of SNS
    static List<MailReport> reports(JsonNode notification) {
        var type = notification
                .path("notificationType")
                .asText(notification.path("eventType").asText());
        return switch (type) {
            case "Bounce" -> bounces(notification, notification.path("bounce"));
            case "Complaint" -> complaints(notification, notification.path("complaint"));
            default -> List.of();
        };
    }

    private static List<MailReport> bounces(JsonNode notification, JsonNode bounce) {
        var kind = bounce.path("bounceType").asText().equals("Permanent") ? Kind.HARD_BOUNCE : Kind.SOFT_BOUNCE;
        var reports = new ArrayList<MailReport>();
        for (var recipient : bounce.path("bouncedRecipients")) {
            reports.add(new MailReport(
                    kind,
                    recipient.path("emailAddress").asText(),
                    bounce.path("feedbackId").asText(),
                    messageId(notification),
                    recipient.path("diagnosticCode").asText()));
        }
        return reports;
    }

    private static List<MailReport> complaints(JsonNode notification, JsonNode complaint) {
        var reports = new ArrayList<MailReport>();
        for (var recipient : complaint.path("complainedRecipients")) {
            reports.add(new MailReport(
                    Kind.COMPLAINT,
                    recipient.path("emailAddress").asText(),
                    complaint.path("feedbackId").asText(),
                    messageId(notification),
                    complaint.path("complaintFeedbackType").asText()));
        }
        return reports;
    }

    private static String messageId(JsonNode notification) {
        return notification.path("mail").path("commonHeaders").path("messageId").asText();
    }
}
