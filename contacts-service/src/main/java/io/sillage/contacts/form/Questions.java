package io.sillage.contacts.form;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.form.Question.Choice;
import io.sillage.contacts.form.Question.Kind;
import io.sillage.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a form asks about contacts of an audience: the fields that are shown, the groups of categories that are not
/// hidden, and the permissions.
final class Questions {

    /// Parts of an address, as the Marketing API names them, and what they are called on a form.
    private static final List<String[]> ADDRESS = List.of(
            new String[] {"addr1", "street"},
            new String[] {"addr2", "more of the street"},
            new String[] {"city", "town"},
            new String[] {"state", "state or region"},
            new String[] {"zip", "postal code"},
            new String[] {"country", "country (two letters)"});

    private static final String OPTIONAL_PART = "addr2";

    private final Audience audience;
    private final Answers answers;

    private Questions(Audience audience, Answers answers) {
        this.audience = audience;
        this.answers = answers;
    }

    /// Those of a sign-up form: the address comes first.
    static List<Question> ofSignUp(Audience audience, Answers answers, List<FieldError> errors) {
        var email = new Question(
                Answers.EMAIL, "Email address", Kind.EMAIL, answers.text(Answers.EMAIL), List.of(), true, "", "");
        var more = new Questions(audience, answers).all();
        return marked(Stream.concat(Stream.of(email), more).toList(), errors);
    }

    /// Those about a contact whose address is known.
    static List<Question> ofProfile(Audience audience, Answers answers, List<FieldError> errors) {
        return marked(new Questions(audience, answers).all().toList(), errors);
    }

    private Stream<Question> all() {
        var fields = audience.fields().shown().list().stream().flatMap(this::field);
        var groups = audience.groups().list().stream()
                .filter(category -> category.type() != GroupCategory.Type.HIDDEN)
                .filter(category -> !category.groups().isEmpty())
                .sorted(Comparator.comparingInt(GroupCategory::displayOrder))
                .map(this::category);
        return Stream.of(fields, groups, permissions()).flatMap(part -> part);
    }

    private Stream<Question> field(Field field) {
        return switch (field.type()) {
            case ADDRESS -> ADDRESS.stream().map(part -> partOfAddress(field, part[0], part[1]));
            case RADIO -> Stream.of(choice(field, Kind.RADIO));
            case DROPDOWN -> Stream.of(choice(field, Kind.SELECT));
            case NUMBER -> Stream.of(written(field, Kind.NUMBER, field.helpText()));
            case PHONE -> Stream.of(written(field, Kind.TEL, field.helpText()));
            case DATE -> Stream.of(written(field, Kind.DATE, field.helpText()));
            case URL, IMAGEURL -> Stream.of(written(field, Kind.URL, field.helpText()));
            case BIRTHDAY -> Stream.of(written(field, Kind.TEXT, birthdayHelp(field)));
            case TEXT, ZIP -> Stream.of(written(field, Kind.TEXT, field.helpText()));
        };
    }

    private static String birthdayHelp(Field field) {
        var format = field.options().dateFormat();
        return field.helpText().isBlank() && format != null ? format : field.helpText();
    }

    private Question written(Field field, Kind kind, String help) {
        return new Question(
                field.tag(), field.name(), kind, answers.text(field.tag()), List.of(), field.required(), help, "");
    }

    private Question partOfAddress(Field field, String part, String label) {
        var name = field.tag() + "." + part;
        var required = field.required() && !part.equals(OPTIONAL_PART);
        return new Question(
                name, field.name() + ": " + label, Kind.TEXT, answers.text(name), List.of(), required, "", "");
    }

    private Question choice(Field field, Kind kind) {
        var chosen = answers.text(field.tag());
        var options = field.options().choices() == null
                ? List.<String>of()
                : field.options().choices();
        var choices = options.stream()
                .map(option -> new Choice(option, option, option.equals(chosen)))
                .toList();
        return new Question(field.tag(), field.name(), kind, "", choices, field.required(), field.helpText(), "");
    }

    private Question category(GroupCategory category) {
        var name = Answers.groups(category.id());
        var chosen = answers.all(name);
        var choices = category.groups().stream()
                .sorted(Comparator.comparingInt(Group::displayOrder))
                .map(group -> new Choice(group.id(), group.name(), chosen.contains(group.id())))
                .toList();
        var kind =
                switch (category.type()) {
                    case DROPDOWN -> Kind.SELECT;
                    case RADIO -> Kind.RADIO;
                    case CHECKBOXES, HIDDEN -> Kind.CHECKBOX;
                };
        return new Question(name, category.title(), kind, "", choices, false, "", "");
    }

    private Stream<Question> permissions() {
        var list = audience.permissions().list();
        if (list.isEmpty()) {
            return Stream.empty();
        }
        var chosen = answers.all(Answers.PERMISSIONS);
        var choices = list.stream()
                .map(permission -> new Choice(permission.id(), permission.text(), chosen.contains(permission.id())))
                .toList();
        return Stream.of(
                new Question(Answers.PERMISSIONS, "How we may use it", Kind.CHECKBOX, "", choices, false, "", ""));
    }

    /// An error about a whole address stands at its first part.
    private static List<Question> marked(List<Question> questions, List<FieldError> errors) {
        var marked = new ArrayList<>(questions);
        for (var error : errors) {
            for (var i = 0; i < marked.size(); i++) {
                var question = marked.get(i);
                if (isAbout(error, question)) {
                    marked.set(i, question.withError(error.message()));
                    break;
                }
            }
        }
        return marked;
    }

    private static boolean isAbout(FieldError error, Question question) {
        var name = error.field().equals("email_address") ? Answers.EMAIL : error.field();
        return question.name().equals(name) || question.name().startsWith(name + ".");
    }
}
