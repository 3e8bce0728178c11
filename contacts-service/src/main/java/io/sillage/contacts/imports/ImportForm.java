package io.sillage.contacts.imports;

import io.sillage.contacts.audience.Groups;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the settings of an import from a request.
final class ImportForm {

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_TAGS = 100;
    private static final int LONGEST = 255;
    private static final int LONGEST_TAG = 100;
    private static final Set<String> STATUSES =
            Set.of("subscribed", "unsubscribed", "pending", "transactional", "cleaned");
    private static final Set<String> DELIMITERS = Set.of("", ",", ";", "\t", "|");

    private ImportForm() {}

    static ImportSettings read(JsonBody body, Groups groups) {
        var settings = new ImportSettings(
                mapping(body.field("mapping")),
                encoding(body.field("encoding")),
                body.field("delimiter").oneOf(DELIMITERS).orElse(""),
                body.field("status").oneOf(STATUSES).orElse("subscribed"),
                texts(body.field("tags"), LONGEST_TAG),
                groups(body.field("groups"), groups),
                body.field("update_existing").bool().orElse(false),
                body.field("skip_merge_validation").bool().orElse(false),
                body.field("trigger_flows").bool().orElse(false));
        body.verify();
        return settings;
    }

    private static Map<String, String> mapping(JsonField field) {
        var mapping = new HashMap<String, String>();
        field.object().ifPresent(object -> object.fields().entrySet().stream()
                .limit(MOST_COLUMNS)
                .forEach(column -> mapping.put(
                        column.getKey(), column.getValue().text(0, LONGEST).orElse(""))));
        return mapping;
    }

    private static String encoding(JsonField field) {
        var name = field.text(1, LONGEST).orElse("UTF-8");
        try {
            return Charset.forName(name).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            field.reject("There is no encoding of this name.");
            return "UTF-8";
        }
    }

    private static List<String> texts(JsonField field, int longest) {
        var texts = new ArrayList<String>();
        field.array(MOST_TAGS)
                .ifPresent(elements -> elements.forEach(
                        element -> element.required().text(1, longest).ifPresent(texts::add)));
        return texts;
    }

    private static List<String> groups(JsonField field, Groups groups) {
        var ids = texts(field, LONGEST);
        ids.stream()
                .filter(id -> groups.group(id).isEmpty())
                .forEach(id -> field.reject("There is no interest %s.".formatted(id)));
        return ids;
    }
}
