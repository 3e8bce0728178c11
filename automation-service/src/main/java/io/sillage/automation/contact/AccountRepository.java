package io.sillage.automation.contact;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// The accounts that are known here.
@ApplicationScoped
public class AccountRepository {

    private static final String UPSERT = """
            insert into account as known (account_id, version, plan, entitlements, time_zone)
            values ($1, $2, $3, $4, $5)
            on conflict (account_id) do update
               set version = excluded.version, plan = excluded.plan, entitlements = excluded.entitlements,
                   time_zone = excluded.time_zone
             where known.version < excluded.version""";

    private final ObjectMapper json;

    AccountRepository(ObjectMapper json) {
        this.json = json;
    }

    /// All of these accounts; one that is not known yet counts as unlimited.
    public Uni<Map<UUID, Account>> load(SqlConnection connection, Collection<UUID> accountIds) {
        return connection
                .preparedQuery(
                        "select account_id, plan, entitlements, time_zone from account where account_id = any($1)")
                .execute(Tuple.of(accountIds.toArray(UUID[]::new)))
                .map(this::byId)
                .map(known -> accountIds.stream()
                        .distinct()
                        .collect(toMap(Function.identity(), id -> known.getOrDefault(id, Account.unknown(id)))));
    }

    Uni<Void> save(SqlConnection transaction, List<AccountChanged> changes) {
        return transaction
                .preparedQuery(UPSERT)
                .executeBatch(changes.stream().map(this::columns).toList())
                .replaceWithVoid();
    }

    private Tuple columns(AccountChanged account) {
        return Tuple.of(
                account.accountId(),
                account.version(),
                account.plan(),
                write(account.entitlements()),
                account.timeZone().getId());
    }

    private Map<UUID, Account> byId(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(this::account)
                .collect(toMap(Account::accountId, Function.identity()));
    }

    private Account account(Row row) {
        return new Account(
                row.getUUID("account_id"),
                row.getString("plan"),
                read(Columns.json(row, "entitlements")),
                ZoneId.of(row.getString("time_zone")));
    }

    private JsonObject write(Entitlements entitlements) {
        try {
            return new JsonObject(json.writeValueAsString(entitlements));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entitlements cannot be written as JSON", e);
        }
    }

    private Entitlements read(JsonObject entitlements) {
        try {
            return json.readValue(entitlements.encode(), Entitlements.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored entitlements cannot be read: " + entitlements, e);
        }
    }
}
