package io.sillage.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/// The database of the service under test, seen from outside.
public final class Database {

    private Database() {}

    public static long count(String from) {
        return Long.parseLong(strings("select count(*) from " + from).getFirst());
    }

    /// The first column of the last statement's result.
    public static List<String> strings(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            var strings = new ArrayList<String>();
            try (var rows = statement.executeQuery(statements[statements.length - 1])) {
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
            }
            return strings;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Connection connect() throws SQLException {
        var config = ConfigProvider.getConfig();
        var source = new PGSimpleDataSource();
        source.setUrl(config.getValue("quarkus.datasource.jdbc.url", String.class));
        source.setUser(config.getValue("quarkus.datasource.username", String.class));
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        source.setPassword(config.getValue("quarkus.datasource.password", String.class));
        return source.getConnection();
    }
}
