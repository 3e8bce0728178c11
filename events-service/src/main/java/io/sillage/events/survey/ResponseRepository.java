package io.sillage.events.survey;

import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// Rows of `survey_response` and `survey_answer`, as they are written.
@ApplicationScoped
class ResponseRepository {

    static final String LOCK = """
            select * from survey_response r where id in (
                select id from survey_response where survey_id = $1 and contact_id = $2
                union all
                select id from survey_response where survey_id = $1 and email_hash = $3)
             order by r.contact_id nulls last limit 1 for update""";

    static final String ANSWERS = "select * from survey_answer where response_id = $1";

    private static final String ADD = """
            insert into survey_response (id, survey_id, audience_id, contact_id, email_hash, proven, familiarity,
                                         submitted_at)
            select $1, $2, $3, $4, $5, $6, $7, $8
             where exists (select from survey where id = $2 and published)
            on conflict do nothing""";

    private static final String CHANGE = """
            update survey_response
               set contact_id = coalesce(contact_id, $2), proven = $3, submitted_at = $4
             where id = $1""";

    private static final String ADD_ANSWERS = """
            insert into survey_answer (response_id, survey_id, question_id, option_id, value)
            select $1, $2, a.question_id, a.option_id, a.value
              from unnest($3::text[], $4::text[], $5::text[]) as a (question_id, option_id, value)""";

    /// What somebody answered.
    ///
    /// @param contactId empty for somebody who is no contact, or not yet
    /// @param emailHash MD5 of the address; empty if nobody knows it
    record Response(
            UUID id,
            Optional<UUID> contactId,
            Optional<UUID> emailHash,
            boolean proven,
            Familiarity familiarity,
            Instant submittedAt,
            List<Answer> answers) {

        boolean isSameAs(Response other) {
            return new HashSet<>(answers).equals(new HashSet<>(other.answers)) && (proven || !other.proven);
        }
    }

    /// The response that somebody gave already. Nobody else changes it until the transaction ends.
    Uni<Optional<Response>> lock(
            SqlConnection transaction, UUID surveyId, Optional<UUID> contactId, Optional<UUID> emailHash) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(surveyId, contactId.orElse(null), emailHash.orElse(null)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : withAnswers(transaction, rows.iterator().next()).map(Optional::of));
    }

    private static Uni<Response> withAnswers(SqlConnection transaction, Row row) {
        return transaction
                .preparedQuery(ANSWERS)
                .execute(Tuple.of(row.getUUID("id")))
                .map(rows -> new Response(
                        row.getUUID("id"),
                        Optional.ofNullable(row.getUUID("contact_id")),
                        Optional.ofNullable(row.getUUID("email_hash")),
                        row.getBoolean("proven"),
                        Familiarity.of(row.getString("familiarity")),
                        Columns.instant(row, "submitted_at"),
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(ResponseRepository::answer)
                                .toList()));
    }

    static Answer answer(Row row) {
        return new Answer(row.getString("question_id"), row.getString("option_id"), row.getString("value"));
    }

    /// Emits whether it is the first of this person, and the survey is still open.
    Uni<Boolean> add(SqlConnection transaction, Survey survey, Response response) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.from(Arrays.asList(
                        response.id(),
                        survey.id(),
                        survey.audienceId(),
                        response.contactId().orElse(null),
                        response.emailHash().orElse(null),
                        response.proven(),
                        response.familiarity().word(),
                        Columns.timestamp(response.submittedAt()))))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> change(SqlConnection transaction, Response response) {
        return transaction
                .preparedQuery(CHANGE)
                .execute(Tuple.of(
                        response.id(),
                        response.contactId().orElse(null),
                        response.proven(),
                        Columns.timestamp(response.submittedAt())))
                .replaceWithVoid();
    }

    Uni<Void> replaceAnswers(SqlConnection transaction, Survey survey, Response response) {
        return transaction
                .preparedQuery("delete from survey_answer where response_id = $1")
                .execute(Tuple.of(response.id()))
                .chain(() -> transaction
                        .preparedQuery(ADD_ANSWERS)
                        .execute(Tuple.of(
                                response.id(),
                                survey.id(),
                                texts(response, Answer::questionId),
                                texts(response, Answer::optionId),
                                texts(response, Answer::value))))
                .replaceWithVoid();
    }

    private static String[] texts(Response response, Function<Answer, String> part) {
        return response.answers().stream().map(part).toArray(String[]::new);
    }
}
