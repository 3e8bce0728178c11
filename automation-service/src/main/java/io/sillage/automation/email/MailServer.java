package io.sillage.automation.email;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.sillage.automation.email.Handover.Deferred;
import io.sillage.automation.email.Handover.Refused;
import io.sillage.automation.email.Handover.Uncertain;
import io.sillage.automation.email.Handover.Unreachable;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// The mail server that emails are handed over to, by SMTP.
@ApplicationScoped
class MailServer {

    /// How the mail client begins to speak of a reply to one message; other replies are about the connection.
    private static final List<String> ABOUT_THE_MESSAGE =
            List.of("sender address", "recipient address", "DATA command", "sending data");

    private final ReactiveMailer mailer;
    private final EmailConfig config;

    MailServer(ReactiveMailer mailer, EmailConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    /// The name by which the mail server and we know a delivery.
    String messageId(UUID deliveryId) {
        return Ids.hex(deliveryId) + "@" + config.messageIdDomain();
    }

    /// Never fails: whatever happens is a kind of handover.
    Uni<Handover> hand(OutgoingEmail email) {
        return Uni.createFrom()
                .deferred(() -> mailer.send(mail(email)))
                .ifNoItem()
                .after(config.handoverTimeout())
                .fail()
                .<Handover>replaceWith(Handover.Accepted::new)
                .onFailure()
                .recoverWithItem(MailServer::failed);
    }

    private Mail mail(OutgoingEmail email) {
        var content = email.content();
        var mail = new Mail()
                .setFrom(content.fromEmail())
                .addTo(email.delivery().emailAddress())
                .setSubject(email.email().subject())
                .setHtml(unixLines(email.email().html()))
                .setText(unixLines(email.email().text()))
                .addHeader("From", HeaderText.mailbox(content.fromName(), content.fromEmail()))
                .addHeader("Subject", HeaderText.encode(email.email().subject()))
                .addHeader("Message-ID", "<" + messageId(email.delivery().deliveryId()) + ">");
        return email.unsubscribeUrl() == null
                ? mail.addHeader("Auto-Submitted", "auto-generated") // RFC 3834
                : mail.addHeader("List-Unsubscribe", "<" + email.unsubscribeUrl() + ">")
                        .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /// The mail client ends lines itself, and would print a carriage return.
    private static String unixLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Handover failed(Throwable failure) {
        var reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return switch (failure) {
            case SMTPException reply
            when isAboutTheMessage(reply) -> reply.isPermanent() ? new Refused(reason) : new Deferred(reason);
            case SMTPException _ -> new Unreachable(reason);
            case IllegalArgumentException _ -> new Refused(reason);
            default -> isNotConnected(failure) ? new Unreachable(reason) : conversationFailed(reason);
        };
    }

    private static Handover conversationFailed(String reason) {
        return reason.startsWith("message exceeds allowed size") ? new Refused(reason) : new Uncertain(reason);
    }

    private static boolean isAboutTheMessage(SMTPException reply) {
        return ABOUT_THE_MESSAGE.stream()
                .anyMatch(words -> String.valueOf(reply.getMessage()).startsWith(words));
    }

    private static boolean isNotConnected(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectException
                        || cause instanceof UnknownHostException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof SSLException);
    }
}
