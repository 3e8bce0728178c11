package io.sillage.platform.database;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many rows for one statement: an array of texts for each column, which PostgreSQL unnests and casts. Much
/// cheaper than a statement for each row, for both sides, and cheaper than JSON.
///
/// @param <T> what a row is made of
public final class BulkRows<T> {

    /// Of fewer rows every column is an array: one statement serves them all, whatever they have in common.
    private static final int WORTH_SHARING = 100;

    private final List<Column<T>> columns;

    public BulkRows(List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
    }

    /// @param type of PostgreSQL
    /// @param text the value as PostgreSQL reads it
    public record Column<T>(String name, String type, Function<T, @Nullable String> text) {}

    /// @param parameters by name; each a text, or an array of texts
    public record Insert(String sql, Map<String, Object> parameters) {}

    /// Adds rows to a table. The arrays are unnested side by side in a select list: in a `from`, each would be written
    /// to a store of its own first. What many rows have in common is sent and cast once.
    ///
    /// @param rows one at least; many must differ in a column, such as an id
    public Insert into(String table, List<? extends T> rows) {
        var parameters = new LinkedHashMap<String, Object>();
        var selected = new ArrayList<String>();
        var unnested = new ArrayList<String>();
        for (var column : columns) {
            var texts = rows.stream().map(column.text()).toArray(String[]::new);
            var name = column.name();
            if (!isShared(texts)) {
                parameters.put(name, texts);
                unnested.add("unnest(cast(:%1$s as text[])) as %1$s".formatted(name));
                selected.add("cast(n.%s as %s)".formatted(name, column.type()));
            } else if (texts[0] == null) {
                selected.add("cast(null as %s)".formatted(column.type()));
            } else {
                parameters.put(name, texts[0]);
                selected.add("(select cast(cast(:%s as text) as %s))".formatted(name, column.type()));
            }
        }
        var sql = "insert into %s (%s) select %s from (select %s) as n"
                .formatted(
                        table,
                        columns.stream().map(Column::name).collect(joining(", ")),
                        String.join(", ", selected),
                        String.join(", ", unnested));
        return new Insert(sql, parameters);
    }

    private static boolean isShared(String[] texts) {
        return texts.length >= WORTH_SHARING && Arrays.stream(texts).allMatch(text -> Objects.equals(text, texts[0]));
    }
}
