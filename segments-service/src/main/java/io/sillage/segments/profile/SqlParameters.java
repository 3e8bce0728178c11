package io.sillage.segments.profile;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of a statement that is put together: every value is a parameter, so that no text can become SQL.
public final class SqlParameters {

    private final List<Object> values = new ArrayList<>();

    /// The place of a value in the statement, with the type that the database shall take it for.
    public String add(@Nullable Object value, String type) {
        values.add(value);
        return "$" + values.size() + "::" + type;
    }

    public Tuple tuple() {
        return Tuple.from(values);
    }
}
