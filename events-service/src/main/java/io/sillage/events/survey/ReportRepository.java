package io.sillage.events.survey;

import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What was answered to a survey, as reports show it.
@ApplicationScoped
class ReportRepository {

    /// Who answered, as the contact that it is by now.
    private static final String RESPONDENT = """
            left join lateral (
                 (select c.contact_id, c.email_hash, c.email, c.phone, c.full_name, c.email_status
                    from contact c where c.contact_id = r.contact_id)
                  union all
                 (select c.contact_id, c.email_hash, c.email, c.phone, c.full_name, c.email_status
                    from contact c
                   where r.contact_id is null and c.audience_id = r.audience_id and c.email_hash = r.email_hash
                   order by c.changed_at desc limit 1)
                  limit 1) c on true
            """;

    private static final String COLUMNS = """
            r.id as response_id, r.familiarity, r.submitted_at, c.contact_id as contact, c.email_hash as hash, c.email,
                   c.phone, c.full_name, c.email_status""";

    private static final String WANTED = """
             where r.survey_id = $1 and ($2::text is null or r.familiarity = $2)
               and ($3::text is null and $4::text is null or exists (
                   select from survey_answer a
                    where a.response_id = r.id and ($3::text is null or a.question_id = $3)
                      and ($4::text is null or a.option_id = $4)))""";

    static final String RESPONSES =
            "select %s from survey_response r %s%s order by r.submitted_at desc, r.id desc limit $5 offset $6"
                    .formatted(COLUMNS, RESPONDENT, WANTED);

    static final String COUNT_RESPONSES = "select count(*) as total from survey_response r " + WANTED;

    static final String RESPONSE =
            "select %s from survey_response r %s where r.survey_id = $1 and r.id = $2".formatted(COLUMNS, RESPONDENT);

    static final String ANSWERS = """
            select %s, a.question_id, a.option_id, a.value
              from survey_answer a join survey_response r on r.id = a.response_id
              %s
             where a.survey_id = $1 and a.question_id = $2 and ($3::text is null or r.familiarity = $3)
             order by r.submitted_at desc, r.id desc, a.option_id limit $4 offset $5""".formatted(COLUMNS, RESPONDENT);

    static final String COUNT_ANSWERS = """
            select count(*) as total
              from survey_answer a join survey_response r on r.id = a.response_id
             where a.survey_id = $1 and a.question_id = $2 and ($3::text is null or r.familiarity = $3)""";

    static final String COUNT_RESPONDENTS = """
            select a.question_id, r.familiarity, count(distinct a.response_id) as total
              from survey_answer a join survey_response r on r.id = a.response_id
             where a.survey_id = $1 and ($2::text is null or a.question_id = $2)
             group by a.question_id, r.familiarity""";

    static final String COUNT_OPTIONS = """
            select question_id, option_id, count(*) as total
              from survey_answer
             where survey_id = $1 and ($2::text is null or question_id = $2)
             group by question_id, option_id""";

    private final Pool pool;

    ReportRepository(Pool pool) {
        this.pool = pool;
    }

    /// Who answered, and when.
    ///
    /// @param contact empty for somebody who is no contact
    record Respondence(UUID responseId, Familiarity familiarity, Instant submittedAt, Optional<Known> contact) {}

    /// @param status as in `contacts` messages
    record Known(
            UUID contactId,
            UUID emailHash,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String fullName,
            @Nullable String status) {}

    record Answered(Answer answer, Respondence by) {}

    /// Which responses are asked for; each may be empty.
    record Filter(Optional<String> familiarity, Optional<String> question, Optional<String> option) {}

    /// How often each question was answered, by familiarity, and how often each option was chosen.
    record Tally(Map<String, Map<String, Long>> respondents, Map<String, Map<String, Long>> options) {

        Map<String, Long> respondentsOf(Question question) {
            return respondents.getOrDefault(question.id(), Map.of());
        }

        Map<String, Long> optionsOf(Question question) {
            return options.getOrDefault(question.id(), Map.of());
        }
    }

    Uni<List<Respondence>> responses(UUID surveyId, Filter filter, Page page) {
        return pool.preparedQuery(RESPONSES)
                .execute(tuple(surveyId, filter).addInteger(page.count()).addInteger(page.offset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReportRepository::respondence)
                        .toList());
    }

    Uni<Long> countResponses(UUID surveyId, Filter filter) {
        return pool.preparedQuery(COUNT_RESPONSES)
                .execute(tuple(surveyId, filter))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private static Tuple tuple(UUID surveyId, Filter filter) {
        return Tuple.of(
                surveyId,
                filter.familiarity().orElse(null),
                filter.question().orElse(null),
                filter.option().orElse(null));
    }

    Uni<Optional<Respondence>> response(UUID surveyId, UUID id) {
        return pool.preparedQuery(RESPONSE).execute(Tuple.of(surveyId, id)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(ReportRepository::respondence)
                .findFirst());
    }

    Uni<List<Answer>> answersOf(UUID responseId) {
        return pool.preparedQuery(ResponseRepository.ANSWERS)
                .execute(Tuple.of(responseId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ResponseRepository::answer)
                        .toList());
    }

    Uni<List<Answered>> answers(UUID surveyId, String questionId, Optional<String> familiarity, Page page) {
        return pool.preparedQuery(ANSWERS)
                .execute(Tuple.of(surveyId, questionId, familiarity.orElse(null), page.count(), page.offset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Answered(ResponseRepository.answer(row), respondence(row)))
                        .toList());
    }

    Uni<Long> countAnswers(UUID surveyId, String questionId, Optional<String> familiarity) {
        return pool.preparedQuery(COUNT_ANSWERS)
                .execute(Tuple.of(surveyId, questionId, familiarity.orElse(null)))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    /// @param questionId empty for all questions
    Uni<Tally> tally(UUID surveyId, Optional<String> questionId) {
        var parameters = Tuple.of(surveyId, questionId.orElse(null));
        return counts(COUNT_RESPONDENTS, "familiarity", parameters)
                .chain(respondents ->
                        counts(COUNT_OPTIONS, "option_id", parameters).map(options -> new Tally(respondents, options)));
    }

    private Uni<Map<String, Map<String, Long>>> counts(String sql, String by, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> {
            var counts = new HashMap<String, Map<String, Long>>();
            rows.forEach(row -> counts.computeIfAbsent(row.getString("question_id"), _ -> new HashMap<>())
                    .put(row.getString(by), row.getLong("total")));
            return counts;
        });
    }

    private static Respondence respondence(Row row) {
        var contact = Optional.ofNullable(row.getUUID("contact"))
                .map(contactId -> new Known(
                        contactId,
                        row.getUUID("hash"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("full_name"),
                        row.getString("email_status")));
        return new Respondence(
                row.getUUID("response_id"),
                Familiarity.of(row.getString("familiarity")),
                Columns.instant(row, "submitted_at"),
                contact);
    }
}
