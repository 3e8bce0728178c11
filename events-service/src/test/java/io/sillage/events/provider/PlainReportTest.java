package io.sillage.events.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillage.events.provider.MailReport.Kind;
import io.sillage.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reports as Postfix and others send them.
class PlainReportTest {

    static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
            To: bounces@example.org
            Subject: Undelivered Mail Returned to Sender
            Message-Id: <20260301120000.4F1@mx.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            	boundary="B/1"

            --B/1
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --B/1
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            X-Postfix-Queue-ID: 4F1

            Final-Recipient: rfc822; inbox@example.net
            Original-Recipient: rfc822;%s
            Action: %s
            Status: %s
            Remote-MTA: dns; mail.example.net
            Diagnostic-Code: smtp; 550 %s User unknown
                in virtual mailbox table

            --B/1
            Content-Type: message/rfc822

            Message-ID: <%s@mail.example.org>
            To: ada@example.net
            Subject: Hello
            Content-Type: text/plain

            Hello
            --B/1--
            """;

    static final String DELIVERY = "0123456789abcdef0123456789abcdef";

    private static List<MailReport> reports(String email) {
        return PlainReport.reports(email.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String bounce(String action, String status) {
        return BOUNCE.formatted("ada@example.net", action, status, status, DELIVERY);
    }

    @Test
    void aBounceNamesTheRecipientTheReasonAndTheEmail() {
        var report = reports(bounce("failed", "5.1.1")).getFirst();

        assertThat(report.kind()).isEqualTo(Kind.HARD_BOUNCE);
        assertThat(report.address()).isEqualTo("ada@example.net");
        assertThat(report.reason()).isEqualTo("smtp; 550 5.1.1 User unknown in virtual mailbox table");
        assertThat(report.messageId()).isEqualTo("<%s@mail.example.org>".formatted(DELIVERY));
        assertThat(reports(bounce("failed", "5.1.1"))).containsExactly(report);
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, HARD_BOUNCE",
        "5.1.10, HARD_BOUNCE",
        "5.0.0, HARD_BOUNCE",
        "5.2.1, HARD_BOUNCE",
        "5.2.2, SOFT_BOUNCE",
        "5.7.1, SOFT_BOUNCE",
        "5.1.8, SOFT_BOUNCE",
        "4.4.7, SOFT_BOUNCE",
        "5.1.1 (unknown), HARD_BOUNCE"
    })
    void onlyAMissingMailboxIsForGood(String status, Kind kind) {
        assertThat(reports(bounce("failed", status)))
                .extracting(MailReport::kind)
                .containsExactly(kind);
    }

    @Test
    void whatIsOnlyDelayedOrWasDeliveredIsNoBounce() {
        assertThat(reports(bounce("delayed", "4.4.1"))).isEmpty();
        assertThat(reports(bounce("delivered", "2.0.0"))).isEmpty();
    }

    @Test
    void aReportCanNameManyRecipients() {
        var email = bounce("failed", "5.1.1").replace("Remote-MTA: dns; mail.example.net\n", """
                Diagnostic-Code: smtp; 550

                Final-Recipient: rfc822; <grace@example.net>
                Action: Failed
                Status: 4.2.2
                """);

        assertThat(reports(email))
                .extracting(MailReport::address)
                .containsExactly("ada@example.net", "grace@example.net");
    }

    @Test
    void aComplaintIsAReportToo() {
        var email = """
                From: <feedback@isp.example>
                To: <abuse@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Rcpt-To: <ada@example.net>

                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s@mail.example.org>
                --b--
                """.formatted(DELIVERY);

        assertThat(reports(email)).extracting(MailReport::kind).containsExactly(Kind.COMPLAINT);
        assertThat(reports(email)).extracting(MailReport::address).containsExactly("ada@example.net");
        assertThat(reports(email.replace("Original-Rcpt-To", "X"))).isEmpty();
        assertThat(reports(email.replace("Feedback-Type: abuse", "Feedback-Type: not-spam")))
                .isEmpty();
    }

    @Test
    void otherEmailsSayNothing() {
        assertThat(reports("Subject: Out of office\n\nI am away.")).isEmpty();
        assertThat(reports("")).isEmpty();
        assertThat(reports(
                        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"))
                .isEmpty();
    }

    @Test
    void tooManyHeadersAreNoEmail() {
        assertThatThrownBy(() -> reports("A: b\n".repeat(2_000)))
                .isInstanceOf(Problem.class)
                .hasMessage("This is not an email.");
    }
}
