package io.sillage.segments.projection;

import io.sillage.contracts.AccountChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of `account`: what the plans of accounts mean for conditions.
@ApplicationScoped
public class AccountRepository {

    private static final String SAVE = """
            insert into account (account_id, version, event_window) values ($1, $2, $3)
            on conflict (account_id) do update set version = excluded.version, event_window = excluded.event_window
             where account.version < excluded.version
            returning account_id""";

    /// Keeps the newest version, and emits whether this one is.
    public Uni<Boolean> save(SqlClient client, AccountChanged change) {
        return client.preparedQuery(SAVE)
                .execute(Tuple.of(
                        change.accountId(),
                        change.version(),
                        write(change.entitlements().eventWindow())))
                .map(rows -> rows.rowCount() > 0);
    }

    /// How far back conditions of these accounts see events; an account that is not known has no limit.
    public Uni<Map<UUID, Optional<Period>>> eventWindows(SqlClient client, Collection<UUID> accountIds) {
        return client.preparedQuery("select account_id, event_window from account where account_id = any($1::uuid[])")
                .execute(Tuple.of(accountIds.toArray(UUID[]::new)))
                .map(rows -> {
                    var windows = new HashMap<UUID, Optional<Period>>();
                    rows.forEach(row -> windows.put(row.getUUID("account_id"), Optional.ofNullable(read(row))));
                    return windows;
                });
    }

    public static @Nullable String write(@Nullable Period eventWindow) {
        return eventWindow == null ? null : eventWindow.toString();
    }

    /// The column `event_window`, whichever table it stands in.
    public static @Nullable Period read(Row row) {
        var text = row.getString("event_window");
        return text == null ? null : Period.parse(text);
    }
}
