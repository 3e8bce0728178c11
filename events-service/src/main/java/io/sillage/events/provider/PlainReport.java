package io.sillage.events.provider;

import io.sillage.events.provider.MailReport.Kind;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// A report that is an email itself: about deliveries (RFC 3464), or a complaint (RFC 5965), each as a part of a
/// `multipart/report` (RFC 6522) beside the email that it is about.
final class PlainReport {

    private static final int MOST_HEADERS = 1_000;
    private static final int MOST_PARTS = 20;
    private static final int MOST_RECIPIENTS = 1_000;
    private static final String DELIVERY_STATUS = "message/delivery-status";
    private static final String FEEDBACK = "message/feedback-report";
    private static final Set<String> REPORTED = Set.of("message/rfc822", "text/rfc822-headers", "message/global");

    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n[ \\t]*\\r?\\n");
    private static final Pattern FOLDED = Pattern.compile("\\r?\\n[ \\t]+");
    private static final Pattern LINE = Pattern.compile("\\r?\\n");

    /// Of addresses that do not exist or never will again (RFC 3463, 3.2 and 3.3); other permanent failures are about
    /// the message, or a full mailbox.
    private static final Pattern NO_MAILBOX = Pattern.compile("5\\.(1\\.([01236]|10)|0\\.0|2\\.1|4\\.4)");

    private final String id;
    private final List<Map<String, String>> deliveries = new ArrayList<>();
    private Map<String, String> feedback = Map.of();
    private Map<String, String> reported = Map.of();

    private PlainReport(String id) {
        this.id = id;
    }

    /// What the report says of each recipient; empty for an email that is no report. Fails with 400 if it is no email.
    static List<MailReport> reports(byte[] email) {
        try {
            return read(email).reports();
        } catch (MimeException | IOException e) {
            throw Problem.badRequest("This is not an email.");
        }
    }

    private static PlainReport read(byte[] email) throws MimeException, IOException {
        var config = MimeConfig.custom().setMaxHeaderCount(MOST_HEADERS).build();
        var stream = new MimeTokenStream(config);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(email));
        var report = new PlainReport(Ids.hex(Ids.derived("report", new String(email, StandardCharsets.ISO_8859_1))));
        var parts = 0;
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_BODY && parts++ < MOST_PARTS) {
                var type = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
                report.take(type, new String(stream.getDecodedInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return report;
    }

    private void take(String type, String body) {
        if (type.equals(DELIVERY_STATUS)) {
            EMPTY_LINE
                    .splitAsStream(body)
                    .limit(MOST_RECIPIENTS)
                    .map(PlainReport::fields)
                    .forEach(deliveries::add);
        } else if (type.equals(FEEDBACK)) {
            feedback = fields(body);
        } else if (REPORTED.contains(type)) {
            reported = fields(EMPTY_LINE.split(body, 2)[0]);
        }
    }

    /// By their names in small letters.
    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        LINE.splitAsStream(FOLDED.matcher(text.strip()).replaceAll(" ")).forEach(line -> {
            var colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    private List<MailReport> reports() {
        return Stream.concat(deliveries.stream().flatMap(each -> delivery(each).stream()), complaint().stream())
                .toList();
    }

    private Optional<MailReport> delivery(Map<String, String> fields) {
        var address = address(fields.getOrDefault("original-recipient", fields.getOrDefault("final-recipient", "")));
        // what is only delayed is tried again by the server itself
        if (address.isEmpty() || !fields.getOrDefault("action", "").equalsIgnoreCase("failed")) {
            return Optional.empty();
        }
        var status = fields.getOrDefault("status", "").split("[ (]", 2)[0];
        return Optional.of(report(
                NO_MAILBOX.matcher(status).matches() ? Kind.HARD_BOUNCE : Kind.SOFT_BOUNCE,
                address,
                fields.getOrDefault("diagnostic-code", status)));
    }

    private Optional<MailReport> complaint() {
        var address = address(feedback.getOrDefault("original-rcpt-to", reported.getOrDefault("to", "")));
        return feedback.getOrDefault("feedback-type", "").equalsIgnoreCase("abuse") && !address.isEmpty()
                ? Optional.of(report(Kind.COMPLAINT, address, "abuse"))
                : Optional.empty();
    }

    private MailReport report(Kind kind, String address, String reason) {
        return new MailReport(kind, address, id, reported.getOrDefault("message-id", ""), Texts.storable(reason));
    }

    /// The address in `rfc822;ada@example.org`, `<ada@example.org>` or `Ada <ada@example.org>`.
    private static String address(String text) {
        var typed = text.substring(text.indexOf(';') + 1).strip();
        var open = typed.lastIndexOf('<');
        var close = typed.indexOf('>', open + 1);
        return open >= 0 && close > open ? typed.substring(open + 1, close).strip() : typed;
    }
}
