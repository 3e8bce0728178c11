package io.sillage.automation.flow;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.regex.Pattern;

/// Reads the `email` of a step that sends one.
final class EmailReader {

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_BODY = 1_000_000;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>()\",;:\\\\]+@[^\\s@<>()\",;:\\\\]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private EmailReader() {}

    static EmailContent read(JsonBody email) {
        return new EmailContent(
                line(email.field("subject").required(), LONGEST_SUBJECT),
                line(email.field("from_name").required(), LONGEST_NAME),
                address(email.field("from_email").required()),
                email.field("html").required().text(1, LONGEST_BODY).orElse(""),
                email.field("text")
                        .text(0, LONGEST_BODY)
                        .filter(text -> !text.isBlank())
                        .orElse(null));
    }

    /// Headers are lines: what would start another one is refused.
    private static String line(JsonField field, int longest) {
        var line = field.text(1, longest).orElse("");
        if (CONTROL.matcher(line).find()) {
            field.reject("This value should be one line without control characters.");
        }
        return line;
    }

    private static String address(JsonField field) {
        var address = field.text(1, LONGEST_ADDRESS).map(String::strip).orElse("");
        if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
            field.reject("Please provide a valid email address.");
        }
        return address;
    }
}
