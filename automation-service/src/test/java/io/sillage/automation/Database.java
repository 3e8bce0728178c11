package io.sillage.automation;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/// Lets a test do to the database what only a crash would do.
public record Database(DataSource source) {

    /// Executes a statement with one id as its parameter, and says how many rows it touched.
    public int execute(String sql, UUID id) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The number that a query with one id as its parameter gives.
    public long number(String sql, UUID id) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
