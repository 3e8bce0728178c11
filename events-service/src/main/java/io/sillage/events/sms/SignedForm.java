package io.sillage.events.sms;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.sillage.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fields of a form, read from the bytes that came, and what Twilio signs of them.
record SignedForm(Map<String, List<String>> fields) {

    private static final int MOST_FIELDS = 200;

    /// Fails with 400 if it is no form. Of one with too many fields the first are read, over which nothing is signed.
    static SignedForm read(byte[] body) {
        try {
            var text = new String(body, StandardCharsets.UTF_8);
            return new SignedForm(
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS, true).parameters());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("This is not a form.");
        }
    }

    /// The URL, and all fields in the order of their names; each value of a name once, in their order (Twilio,
    /// *Webhooks security*).
    byte[] signed(String url) {
        var signed = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, values) -> new TreeSet<>(values)
                .forEach(value -> signed.append(name).append(value)));
        return signed.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Empty if the field is not there.
    String first(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst().strip();
    }
}
