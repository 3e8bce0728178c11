package io.sillage.contacts.webhook;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A body of `application/x-www-form-urlencoded` whose keys are nested as PHP does: `data[merges][FNAME]`.
final class FormBody {

    private final Map<String, String> parts = new LinkedHashMap<>();

    /// An object becomes several parts, anything else a text.
    FormBody add(String key, @Nullable Object value) {
        switch (value) {
            case null -> parts.put(key, "");
            case Map<?, ?> object -> object.forEach((name, part) -> add("%s[%s]".formatted(key, name), part));
            case Number number -> parts.put(key, plain(number));
            default -> parts.put(key, value.toString());
        }
        return this;
    }

    private static String plain(Number number) {
        var decimal = new BigDecimal(number.toString()).stripTrailingZeros();
        return decimal.toPlainString();
    }

    String encoded() {
        return parts.entrySet().stream()
                .map(part -> encoded(part.getKey()) + "=" + encoded(part.getValue()))
                .collect(joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
