package io.sillage.events.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Rows of `survey`.
@ApplicationScoped
class SurveyRepository {

    private static final String SELECT = """
            select s.*, cast(s.draft as text) as draft_text, cast(s.shown as text) as shown_text, a.name as list_name,
                   (select count(*) from survey_response r where r.survey_id = s.id) as responses
              from survey s join audience a on a.audience_id = s.audience_id and not a.deleted
             where not s.deleted\s""";

    static final String FIND = SELECT + "and s.id = $1";

    static final String OF_AUDIENCE = SELECT + "and s.audience_id = $1 order by s.created_at, s.id limit $2 offset $3";

    /// Those that were published once.
    static final String OF_ACCOUNT =
            SELECT + "and s.account_id = $1 and s.shown is not null order by s.created_at, s.id limit $2 offset $3";

    static final String COUNT_OF_AUDIENCE =
            "select count(*) as total from survey where audience_id = $1 and not deleted";

    static final String COUNT_OF_ACCOUNT =
            "select count(*) as total from survey where account_id = $1 and shown is not null and not deleted";

    private static final String ADD = """
            insert into survey (id, account_id, audience_id, list_id, draft, created_at, updated_at)
            values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb), $6, $6)""";

    private static final String LOCK_DRAFT =
            "select cast(draft as text) as draft from survey where id = $1 and not deleted for update";

    private static final String CHANGE =
            "update survey set draft = cast(cast($2 as text) as jsonb), updated_at = $3 where id = $1";

    private static final String PUBLISH = """
            update survey set shown = draft, published = true, published_at = $2, updated_at = $2
             where id = $1 and not deleted""";

    private static final String UNPUBLISH =
            "update survey set published = false, updated_at = $2 where id = $1 and not deleted";

    private static final String DELETE = "update survey set deleted = true, published = false where id = $1";

    private final Pool pool;
    private final ObjectMapper json;

    SurveyRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /// Fails with 404 if the account has no such survey.
    Uni<Survey> get(UUID accountId, String hexId) {
        return find(hexId).map(found -> found.filter(each -> each.accountId().equals(accountId))
                .orElseThrow(Problem::notFound));
    }

    /// Of any account.
    Uni<Optional<Survey>> find(String hexId) {
        return Ids.parse(hexId)
                .map(id -> pool.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> all(rows).stream()
                        .findFirst()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    Uni<List<Survey>> ofAudience(UUID audienceId, Page page) {
        return pool.preparedQuery(OF_AUDIENCE)
                .execute(Tuple.of(audienceId, page.count(), page.offset()))
                .map(this::all);
    }

    Uni<Long> countOfAudience(UUID audienceId) {
        return count(COUNT_OF_AUDIENCE, audienceId);
    }

    Uni<List<Survey>> ofAccount(UUID accountId, Page page) {
        return pool.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(accountId, page.count(), page.offset()))
                .map(this::all);
    }

    Uni<Long> countOfAccount(UUID accountId) {
        return count(COUNT_OF_ACCOUNT, accountId);
    }

    private Uni<Long> count(String sql, UUID of) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(of))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    Uni<Void> add(UUID id, UUID accountId, UUID audienceId, String listId, Questionnaire draft, Instant now) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(id, accountId, audienceId, listId, write(draft), Columns.timestamp(now)))
                .replaceWithVoid();
    }

    /// Whatever else changes the draft comes before or after. Fails as the change fails, and with 404 if the survey was
    /// deleted.
    Uni<Void> change(UUID id, UnaryOperator<Questionnaire> change, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK_DRAFT)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> read(row.getString("draft")))
                        .findFirst()
                        .orElseThrow(Problem::notFound))
                .map(change)
                .chain(draft -> transaction
                        .preparedQuery(CHANGE)
                        .execute(Tuple.of(id, write(draft), Columns.timestamp(now)))
                        .replaceWithVoid()));
    }

    /// People are asked what the draft asks now.
    Uni<Void> publish(UUID id, Instant now) {
        return pool.preparedQuery(PUBLISH)
                .execute(Tuple.of(id, Columns.timestamp(now)))
                .replaceWithVoid();
    }

    Uni<Void> unpublish(UUID id, Instant now) {
        return pool.preparedQuery(UNPUBLISH)
                .execute(Tuple.of(id, Columns.timestamp(now)))
                .replaceWithVoid();
    }

    Uni<Void> delete(UUID id) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(id)).replaceWithVoid();
    }

    private List<Survey> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::survey).toList();
    }

    private Survey survey(Row row) {
        return new Survey(
                row.getUUID("id"),
                row.getLong("web_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getString("list_id"),
                row.getString("list_name"),
                read(row.getString("draft_text")),
                optional(row.getString("shown_text")),
                row.getBoolean("published"),
                Columns.optionalInstant(row, "published_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.getLong("responses"));
    }

    private @Nullable Questionnaire optional(@Nullable String text) {
        return text == null ? null : read(text);
    }

    private Questionnaire read(String text) {
        try {
            return json.readValue(text, Questionnaire.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a questionnaire of ours is not readable", e);
        }
    }

    private String write(Questionnaire questionnaire) {
        try {
            return json.writeValueAsString(questionnaire);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a questionnaire is not writable", e);
        }
    }
}
