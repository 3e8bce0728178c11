package io.sillage.events.survey;

import io.sillage.events.contact.EmailAddresses;
import io.sillage.platform.text.Texts;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody filled in on the page of a survey.
///
/// @param email that was written into it; empty text if none was
/// @param subscribes whether the person wants marketing emails at that address
/// @param errors what has to be corrected, by question
record AnswerSheet(List<Answer> answers, String email, boolean subscribes, Map<String, String> errors) {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_ADDRESS = 254;

    /// @param known whether it is clear who answers, so that nobody is asked for an address
    static AnswerSheet read(Questionnaire asked, MultivaluedMap<String, String> form, boolean known) {
        var reader = new Reader(form);
        asked.questions().stream()
                .filter(question -> !known || question.type() != QuestionType.EMAIL)
                .forEach(reader::read);
        return reader.sheet();
    }

    /// The name of the input for the answer.
    static String input(Question question) {
        return "q." + question.id();
    }

    static String otherInput(Question question) {
        return input(question) + ".other";
    }

    static String subscribeInput(Question question) {
        return input(question) + ".subscribe";
    }

    private static final class Reader {

        private final MultivaluedMap<String, String> form;
        private final List<Answer> answers = new ArrayList<>();
        private final Map<String, String> errors = new HashMap<>();
        private String email = "";
        private boolean subscribes;

        Reader(MultivaluedMap<String, String> form) {
            this.form = form;
        }

        void read(Question question) {
            var before = answers.size();
            switch (question.type()) {
                case PICK_ONE, RANGE -> chosen(question).limit(1).forEach(option -> choose(question, option));
                case PICK_MANY -> chosen(question).forEach(option -> choose(question, option));
                case TEXT -> write(question, "", text(input(question)));
                case EMAIL -> readEmail(question);
            }
            if (question.required() && answers.size() == before) {
                errors.putIfAbsent(question.id(), "Please answer this question.");
            }
        }

        private Stream<String> chosen(Question question) {
            return form.getOrDefault(input(question), List.of()).stream().distinct();
        }

        private void choose(Question question, String optionId) {
            if (question.hasOther() && optionId.equals(Question.OTHER)) {
                var text = text(otherInput(question));
                if (text.isEmpty()) {
                    errors.put(question.id(), "Please write what else.");
                }
                write(question, Question.OTHER, text);
            } else if (!optionId.isEmpty()) {
                question.option(optionId)
                        .ifPresentOrElse(
                                option -> answers.add(new Answer(question.id(), option.id(), option.label())),
                                () -> errors.put(question.id(), "Please choose one of the answers."));
            }
        }

        private void readEmail(Question question) {
            email = text(input(question));
            subscribes = question.subscribeCheckboxEnabled() && form.containsKey(subscribeInput(question));
            if (!email.isEmpty() && (email.length() > LONGEST_ADDRESS || !EmailAddresses.isAddress(email))) {
                errors.put(question.id(), "This is not an email address.");
            }
            write(question, "", email);
        }

        private void write(Question question, String optionId, String text) {
            if (text.codePointCount(0, text.length()) > LONGEST) {
                errors.put(question.id(), "Please write no more than %,d characters.".formatted(LONGEST));
            } else if (!text.isEmpty()) {
                answers.add(new Answer(question.id(), optionId, text));
            }
        }

        private String text(String name) {
            return Optional.ofNullable(form.getFirst(name))
                    .map(text -> Texts.storable(text).strip())
                    .orElse("");
        }

        AnswerSheet sheet() {
            if (answers.isEmpty() && errors.isEmpty()) {
                errors.put("", "Please answer something.");
            }
            return new AnswerSheet(List.copyOf(answers), email, subscribes, Map.copyOf(errors));
        }
    }
}
