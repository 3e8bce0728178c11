package io.sillage.events.integration;

import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `integration`.
@ApplicationScoped
class IntegrationRepository {

    static final String PAGE = """
            select * from integration where account_id = $1 and ($2::text is null or type = $2)
             order by created_at, id limit $3 offset $4""";

    static final String COUNT =
            "select count(*) as total from integration where account_id = $1 and ($2::text is null or type = $2)";

    static final String FIND_BY_SETTING = """
            select * from integration where account_id = $1 and type = $2 and settings ->> $3 = $4
             order by created_at, id limit 1""";

    private static final String ADD = """
            insert into integration (id, account_id, type, audience_id, list_id, settings, secret, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8)""";

    private static final String CHANGE = """
            update integration set settings = $3, secret = $4, updated_at = $5 where id = $1 and account_id = $2""";

    private static final String DELETE = """
            with gone as (delete from integration where id = $1 and account_id = $2 returning id),
                 requests_gone as (delete from integration_request r using gone where r.integration_id = gone.id),
                 tokens_gone as (delete from signed_token t using gone where t.integration_id = gone.id),
                 visitors_gone as (delete from visitor v using gone where v.integration_id = gone.id)
            select id from gone""";

    private final Pool pool;

    IntegrationRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(Integration integration) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addUUID(integration.id())
                        .addUUID(integration.accountId())
                        .addString(integration.type().word())
                        .addUUID(integration.audienceId())
                        .addString(integration.listId())
                        .addJsonObject(new JsonObject(integration.settings()))
                        .addString(integration.secret())
                        .addOffsetDateTime(Columns.timestamp(integration.createdAt())))
                .replaceWithVoid();
    }

    Uni<Optional<Integration>> find(UUID id) {
        return pool.preparedQuery("select * from integration where id = $1")
                .execute(Tuple.of(id))
                .map(IntegrationRepository::first);
    }

    /// @param type empty for all
    Uni<List<Integration>> page(UUID accountId, Optional<String> type, Page page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(accountId, type.orElse(null), page.count(), page.offset()))
                .map(IntegrationRepository::all);
    }

    /// The oldest one of which a setting has a value.
    Uni<Optional<Integration>> find(UUID accountId, IntegrationType type, String setting, String value) {
        return pool.preparedQuery(FIND_BY_SETTING)
                .execute(Tuple.of(accountId, type.word(), setting, value))
                .map(IntegrationRepository::first);
    }

    Uni<Long> count(UUID accountId, Optional<String> type) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(accountId, type.orElse(null)))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    /// What can be changed: settings and secret.
    Uni<Void> change(Integration integration) {
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(
                        integration.id(),
                        integration.accountId(),
                        new JsonObject(integration.settings()),
                        integration.secret(),
                        Columns.timestamp(integration.updatedAt())))
                .replaceWithVoid();
    }

    /// Emits whether there was one.
    Uni<Boolean> delete(UUID accountId, UUID id) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(id, accountId)).map(rows -> rows.size() > 0);
    }

    private static Optional<Integration> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<Integration> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> IntegrationType.of(row.getString("type")).map(type -> integration(row, type)).stream())
                .toList();
    }

    private static Integration integration(Row row, IntegrationType type) {
        return new Integration(
                row.getUUID("id"),
                row.getUUID("account_id"),
                type,
                row.getUUID("audience_id"),
                row.getString("list_id"),
                row.getJsonObject("settings").getMap(),
                row.getString("secret"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
