package io.sillage.events.contact;

import io.sillage.events.waiting.Patience;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Finds audiences of an account by their public ids.
@ApplicationScoped
public class Audiences {

    static final String FIND =
            "select audience_id from audience where list_id = $1 and account_id = $2 and not deleted";

    private static final Pattern LIST_ID = Pattern.compile("[0-9A-Za-z]{1,32}");

    private final Pool pool;
    private final Contacts contacts;
    private final Patience patience;
    private final ContactsConfig config;

    Audiences(Pool pool, Contacts contacts, Patience patience, ContactsConfig config) {
        this.pool = pool;
        this.contacts = contacts;
        this.patience = patience;
        this.config = config;
    }

    /// Fails with 404 if the account has no such list. One that was made just now is waited for.
    public Uni<UUID> get(UUID accountId, String listId) {
        if (!LIST_ID.matcher(listId).matches()) {
            throw Problem.notFound();
        }
        return patience.ask(() -> find(accountId, listId), contacts.arrived(), config.patience())
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    /// The texts of what contacts of the audience can permit, by id.
    public Uni<Map<String, String>> permissions(UUID audienceId) {
        return pool.preparedQuery("select permissions from audience where audience_id = $1")
                .execute(Tuple.of(audienceId))
                .map(Audiences::texts);
    }

    private static Map<String, String> texts(RowSet<Row> rows) {
        var texts = new HashMap<String, String>();
        for (var row : rows) {
            row.getJsonArray("permissions").stream()
                    .map(JsonObject.class::cast)
                    .forEach(each -> texts.put(each.getString("permissionId"), each.getString("text")));
        }
        return texts;
    }

    private Uni<Optional<UUID>> find(UUID accountId, String listId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(listId, accountId))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("audience_id")));
    }
}
