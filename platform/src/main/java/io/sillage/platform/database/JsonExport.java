package io.sillage.platform.database;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestMulti;

/// Everything that tables hold of one thing, as one JSON object with an array for each part. Written as it is read, a
/// page at a time, so that a million rows take as little memory as ten, and a slow reader holds no connection.
public final class JsonExport {

    private static final int AT_ONCE = 500;

    private JsonExport() {}

    /// A part of an export.
    ///
    /// @param sql its rows in a fixed order, each as one column of type `json` or `jsonb`; `$1` is the id of the
    ///     thing, and it ends before `limit`
    public record Part(String name, String sql) {

        /// As it is run: `$2` is how many rows, `$3` how many to skip.
        public String paged() {
            return sql + " limit $2::bigint offset $3::bigint";
        }
    }

    /// The answer to a request: refused if whose export it is cannot be found, else streamed.
    public static Multi<byte[]> answer(SqlClient client, Uni<UUID> found, List<Part> parts) {
        var stream = found.onItem()
                .transformToMulti(id -> of(client, id, parts))
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8));
        // what streams are pieces of a text, not elements of an array
        return RestMulti.fromMultiData(stream).encodeAsJsonArray(false).build();
    }

    private static Multi<String> of(SqlClient client, UUID id, List<Part> parts) {
        var streams = new ArrayList<Multi<String>>();
        streams.add(Multi.createFrom().item("{"));
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            streams.add(Multi.createFrom().item((i == 0 ? "" : ",") + "\"" + part.name() + "\":["));
            streams.add(rows(client, id, part));
            streams.add(Multi.createFrom().item("]"));
        }
        streams.add(Multi.createFrom().item("}"));
        return Multi.createBy().concatenating().streams(streams);
    }

    private static Multi<String> rows(SqlClient client, UUID id, Part part) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, position -> page(client, id, part, position))
                .until(List::isEmpty)
                .map(page -> String.join("", page));
    }

    /// Each row with the comma before it, if it is not the first of all.
    private static Uni<List<String>> page(SqlClient client, UUID id, Part part, AtomicLong position) {
        var begin = position.getAndAdd(AT_ONCE);
        return client.preparedQuery(part.paged())
                .execute(Tuple.of(id, (long) AT_ONCE, begin))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> String.valueOf(row.getValue(0)))
                        .collect(Collectors.toCollection(ArrayList::new)))
                .map(rows -> withCommas(rows, begin));
    }

    private static List<String> withCommas(List<String> rows, long begin) {
        for (var i = 0; i < rows.size(); i++) {
            if (begin + i > 0) {
                rows.set(i, "," + rows.get(i));
            }
        }
        return rows;
    }
}
