package io.sillage.contacts.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contacts.imports.RowBatch.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a row of a file says of a contact, as a member of the API.
final class ImportRows {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ImportRows() {}

    /// Why a row cannot be taken, whatever it says.
    static Optional<String> broken(Row row, Columns columns) {
        if (!row.broken().isEmpty()) {
            return Optional.of(row.broken());
        }
        return row.values().size() > columns.targets().size()
                ? Optional.of("This row has %d values, the first line of the file %d."
                        .formatted(row.values().size(), columns.targets().size()))
                : Optional.empty();
    }

    static String address(Row row, Columns columns) {
        var column = columns.targets().indexOf(Columns.EMAIL);
        return column < row.values().size() ? row.values().get(column).strip() : "";
    }

    static ObjectNode member(Row row, Columns columns, ImportSettings settings) {
        var member = JSON.objectNode();
        member.put("email_address", address(row, columns));
        member.put("status_if_new", settings.status());
        member.set("merge_fields", values(row, columns));
        var tags = member.putArray("tags");
        tags(row, columns, settings).forEach(tags::add);
        var interests = member.putObject("interests");
        settings.groups().forEach(group -> interests.put(group, true));
        return member;
    }

    /// An empty cell says nothing: a file seldom has all that is known.
    private static ObjectNode values(Row row, Columns columns) {
        var values = JSON.objectNode();
        for (var i = 0; i < row.values().size(); i++) {
            var target = columns.targets().get(i);
            var value = row.values().get(i);
            if (!isSpecial(target) && !value.isBlank()) {
                values.put(target, value);
            }
        }
        return values;
    }

    private static boolean isSpecial(String target) {
        return target.equals(Columns.NOTHING) || target.equals(Columns.EMAIL) || target.equals(Columns.TAGS);
    }

    private static List<String> tags(Row row, Columns columns, ImportSettings settings) {
        var tags = new ArrayList<>(settings.tags());
        var column = columns.targets().indexOf(Columns.TAGS);
        if (column >= 0 && column < row.values().size()) {
            Arrays.stream(row.values().get(column).split(","))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .forEach(tags::add);
        }
        return tags;
    }
}
