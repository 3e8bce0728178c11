package io.sillage.events.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/// The public ids of audiences, for blocking code.
@ApplicationScoped
class ListIds {

    private final DataSource database;

    ListIds(DataSource database) {
        this.database = database;
    }

    /// Empty if the audience is not known (yet), or the database does not answer.
    String of(UUID audienceId) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select list_id from audience where audience_id = ?")) {
            query.setObject(1, audienceId);
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        } catch (SQLException e) {
            return "";
        }
    }
}
