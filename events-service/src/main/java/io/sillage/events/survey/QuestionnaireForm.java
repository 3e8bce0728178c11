package io.sillage.events.survey;

import io.sillage.events.survey.Question.Option;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import io.sillage.platform.id.Ids;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a request says of a survey. Questions and options keep the ids that are given, and get one if none is.
final class QuestionnaireForm {

    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_QUESTIONS = 50;
    private static final int MOST_OPTIONS = 50;
    private static final int HIGHEST = 10;
    private static final int USUAL_LOW = 1;
    private static final int USUAL_HIGH = 5;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,32}");

    private QuestionnaireForm() {}

    static Questionnaire create(JsonBody body) {
        body.field("title").required();
        return change(body, new Questionnaire("", "", List.of()));
    }

    /// What is left out stays as it was. Questions are replaced as a whole.
    static Questionnaire change(JsonBody body, Questionnaire before) {
        var title = body.field("title").text(1, LONGEST_LABEL).orElse(before.title());
        var description = body.field("description").text(0, LONGEST_TEXT).orElse(before.description());
        var questions = body.field("questions")
                .array(MOST_QUESTIONS)
                .map(QuestionnaireForm::questions)
                .orElse(before.questions());
        if (questions.stream().filter(each -> each.type() == QuestionType.EMAIL).count() > 1) {
            body.reject("questions", "A survey can ask for one email address.");
        }
        body.verify();
        return new Questionnaire(title, description, questions);
    }

    private static List<Question> questions(List<JsonField> fields) {
        var ids = new HashSet<String>();
        return fields.stream()
                .flatMap(field -> field.object().stream())
                .map(object -> question(object, ids))
                .toList();
    }

    private static Question question(JsonBody said, Set<String> ids) {
        var type = said.field("type")
                .required()
                .oneOf(QuestionType.words())
                .map(QuestionType::of)
                .orElse(QuestionType.TEXT);
        var low = number(said, "range_low", USUAL_LOW);
        var high = number(said, "range_high", USUAL_HIGH);
        if (type == QuestionType.RANGE && low >= high) {
            said.reject("range_high", "This value should be above range_low.");
        }
        return new Question(
                id(said, ids),
                type,
                said.field("query").required().text(1, LONGEST_TEXT).orElse(""),
                said.field("is_required").bool().orElse(false),
                type == QuestionType.RANGE ? Question.ofRange(low, Math.max(low, high)) : options(said, type),
                type.isChoice() && said.field("has_other").bool().orElse(false),
                label(said, "other_label", "Other"),
                low,
                high,
                label(said, "range_low_label", ""),
                label(said, "range_high_label", ""),
                label(said, "placeholder_label", ""),
                type == QuestionType.EMAIL
                        && said.field("subscribe_checkbox_enabled").bool().orElse(false),
                label(said, "subscribe_checkbox_label", "Send me marketing emails"));
    }

    private static List<Option> options(JsonBody said, QuestionType type) {
        var ids = new HashSet<>(Set.of(Question.OTHER));
        var options = said.field("options").array(MOST_OPTIONS).orElse(List.of()).stream()
                .flatMap(field -> field.object().stream())
                .map(object -> new Option(
                        id(object, ids),
                        object.field("label").required().text(1, LONGEST_LABEL).orElse("")))
                .toList();
        if (type.isChoice() && options.isEmpty()) {
            said.reject("options", "There should be something to choose.");
        }
        return type.isChoice() ? options : List.of();
    }

    private static String id(JsonBody said, Set<String> taken) {
        var given = said.field("id").text().filter(text -> !text.isBlank());
        var id = given.orElseGet(Ids::newShortId);
        if (!ID.matcher(id).matches()) {
            said.reject("id", "This value should have 1 to 32 letters, digits, - or _.");
        } else if (!taken.add(id)) {
            said.reject("id", "This id is taken already.");
        }
        return id;
    }

    private static int number(JsonBody said, String name, int otherwise) {
        var field = said.field(name);
        var number = field.integer();
        if (number.filter(value -> value < 0 || value > HIGHEST).isPresent()) {
            field.reject("This value should be a number from 0 to %d.".formatted(HIGHEST));
            return otherwise;
        }
        return number.orElse(otherwise);
    }

    private static String label(JsonBody said, String name, String otherwise) {
        return said.field(name).text(0, LONGEST_LABEL).orElse(otherwise);
    }
}
