package io.sillage.events;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;

/// How PostgreSQL would run a query of ours whatever its parameters, if tables were large.
public final class Plans {

    private Plans() {}

    public static String of(String sql) {
        try (var connection = Database.connect();
                var statement = connection.createStatement()) {
            // tables of a test are so small that reading all of them seems best
            statement.execute("set enable_seqscan = off");
            // in the simple protocol, or the driver asks for the parameters
            statement.execute("prepare examined as " + sql);
            statement.execute("set plan_cache_mode = force_generic_plan");
            var lines = new ArrayList<String>();
            try (var rows = statement.executeQuery("explain execute examined" + parameters(sql))) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String parameters(String sql) {
        var parameters = 0;
        while (sql.contains("$" + (parameters + 1))) {
            parameters++;
        }
        return parameters == 0 ? "" : "(%s)".formatted(String.join(", ", Collections.nCopies(parameters, "null")));
    }
}
