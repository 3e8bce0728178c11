package io.sillage.events.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.events.survey.ReportRepository.Answered;
import io.sillage.events.survey.ReportRepository.Known;
import io.sillage.events.survey.ReportRepository.Respondence;
import io.sillage.events.survey.ReportRepository.Tally;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.id.Ids;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reports of surveys in the words of the Marketing API (`/reporting/surveys`).
final class ReportViews {

    private ReportViews() {}

    public record ReportsView(
            List<SurveyView> surveys,
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    public record QuestionsView(
            List<QuestionView> questions,
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param averageRating of a range; 0 as long as nobody answered, and for all other questions
    @JsonNaming(SnakeCaseStrategy.class)
    public record QuestionView(
            String id,
            String surveyId,
            String query,
            QuestionType type,
            long totalResponses,
            @JsonProperty("is_required") boolean required,
            boolean hasOther,
            String otherLabel,
            double averageRating,
            String rangeLowLabel,
            String rangeHighLabel,
            String placeholderLabel,
            boolean subscribeCheckboxEnabled,
            String subscribeCheckboxLabel,
            List<OptionView> options,
            FamiliarityView contactCounts) {

        static QuestionView of(Survey survey, Question question, Tally tally) {
            var respondents = tally.respondentsOf(question);
            return new QuestionView(
                    question.id(),
                    survey.hexId(),
                    question.query(),
                    question.type(),
                    sum(respondents),
                    question.required(),
                    question.hasOther(),
                    question.otherLabel(),
                    question.type() == QuestionType.RANGE ? average(tally.optionsOf(question)) : 0,
                    question.rangeLowLabel(),
                    question.rangeHighLabel(),
                    question.placeholderLabel(),
                    question.subscribeCheckboxEnabled(),
                    question.subscribeCheckboxLabel(),
                    options(question, tally.optionsOf(question)),
                    FamiliarityView.of(respondents));
        }

        private static List<OptionView> options(Question question, Map<String, Long> chosen) {
            var others = question.hasOther()
                    ? Stream.of(new Question.Option(Question.OTHER, question.otherLabel()))
                    : Stream.<Question.Option>empty();
            return Stream.concat(question.options().stream(), others)
                    .map(option -> new OptionView(option.id(), option.label(), chosen.getOrDefault(option.id(), 0L)))
                    .toList();
        }

        private static double average(Map<String, Long> chosen) {
            var weighted = chosen.entrySet().stream()
                    .mapToLong(each -> Long.parseLong(each.getKey()) * each.getValue())
                    .sum();
            return chosen.isEmpty() ? 0 : (double) weighted / sum(chosen);
        }
    }

    public record OptionView(String id, String label, long count) {}

    /// Who answered: contacts, people who became contacts by that, and people of whom nobody knows who they are.
    public record FamiliarityView(
            long known, long unknown, @JsonProperty("new") long newcomers) {

        static FamiliarityView of(Map<String, Long> counts) {
            return new FamiliarityView(
                    count(counts, Familiarity.KNOWN),
                    count(counts, Familiarity.UNKNOWN),
                    count(counts, Familiarity.NEW));
        }

        private static long count(Map<String, Long> counts, Familiarity familiarity) {
            return counts.getOrDefault(familiarity.word(), 0L);
        }
    }

    public record AnswersView(
            List<AnswerView> answers,
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AnswerView(
            String id,
            String value,
            String responseId,
            String submittedAt,
            @Nullable ContactView contact,
            @JsonProperty("is_new_contact") boolean newContact) {

        static AnswerView of(Answered answered) {
            var by = answered.by();
            return new AnswerView(
                    answered.answer().id(by.responseId()),
                    answered.answer().value(),
                    Ids.hex(by.responseId()),
                    ApiTime.format(by.submittedAt()),
                    ContactView.of(by),
                    by.familiarity() == Familiarity.NEW);
        }
    }

    public record ResponsesView(
            List<ResponseView> responses,
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param contact absent for somebody who is no contact
    /// @param results absent in lists
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResponseView(
            String responseId,
            String submittedAt,
            @Nullable ContactView contact,
            @JsonProperty("is_new_contact") boolean newContact,
            @Nullable List<ResultView> results) {

        static ResponseView of(Respondence response) {
            return of(response, null);
        }

        static ResponseView of(Survey survey, Respondence response, List<Answer> answers) {
            return of(
                    response,
                    survey.asked().questions().stream()
                            .map(question -> ResultView.of(question, answers))
                            .filter(result -> !result.answer().isEmpty())
                            .toList());
        }

        private static ResponseView of(Respondence response, @Nullable List<ResultView> results) {
            return new ResponseView(
                    Ids.hex(response.responseId()),
                    ApiTime.format(response.submittedAt()),
                    ContactView.of(response),
                    response.familiarity() == Familiarity.NEW,
                    results);
        }
    }

    /// @param answer several options with commas between them
    @JsonNaming(SnakeCaseStrategy.class)
    public record ResultView(String questionId, QuestionType questionType, String query, String answer) {

        static ResultView of(Question question, List<Answer> answers) {
            return new ResultView(
                    question.id(),
                    question.type(),
                    question.query(),
                    answers.stream()
                            .filter(answer -> answer.questionId().equals(question.id()))
                            .map(Answer::value)
                            .collect(Collectors.joining(", ")));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record ContactView(
            String emailId,
            String contactId,
            String status,
            String email,
            String phone,
            String fullName,
            boolean consentsToOneToOneMessaging,
            String avatarUrl) {

        static @Nullable ContactView of(Respondence response) {
            return response.contact().map(ContactView::of).orElse(null);
        }

        private static ContactView of(Known contact) {
            return new ContactView(
                    Ids.hex(contact.emailHash()),
                    Ids.hex(contact.contactId()),
                    status(Objects.requireNonNullElse(contact.status(), "")),
                    Objects.requireNonNullElse(contact.email(), ""),
                    Objects.requireNonNullElse(contact.phone(), ""),
                    Objects.requireNonNullElse(contact.fullName(), ""),
                    false,
                    "");
        }

        private static String status(String word) {
            return switch (word) {
                case "subscribed" -> "Subscribed";
                case "unsubscribed" -> "Unsubscribed";
                case "cleaned" -> "Cleaned";
                case "archived" -> "Archived";
                default -> "Non-Subscribed";
            };
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
