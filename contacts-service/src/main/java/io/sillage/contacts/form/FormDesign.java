package io.sillage.contacts.form;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the sign-up form of an audience looks and what it says, as its owner wants it (the official API's
/// `signup-forms`).
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record FormDesign(Header header, List<Content> contents, List<Style> styles) {

    static final FormDesign NONE = new FormDesign(Header.NONE, List.of(), List.of());

    private static final int LONGEST = 1_000;
    private static final int MOST_STYLES = 50;
    private static final int MOST_OPTIONS = 30;

    private static final Set<String> SECTIONS = Set.of("signup_message", "unsub_message", "signup_thank_you_title");

    private static final Set<String> SELECTORS = Set.of(
            "page_background",
            "page_header",
            "page_outer_wrapper",
            "body_background",
            "body_link_style",
            "forms_buttons",
            "forms_buttons_hovered",
            "forms_field_label",
            "forms_field_text",
            "forms_required",
            "forms_required_legend",
            "forms_help_text",
            "forms_errors",
            "monkey_rewards_badge");

    /// A property of CSS and a plain value: nothing that could close the rule or load anything.
    private static final Pattern PROPERTY = Pattern.compile("[a-z-]{1,40}");
    private static final Pattern VALUE = Pattern.compile("[\\w#.,%+ '-]{1,100}|(?:rgb|hsl)a?\\([\\d.,%/ ]{1,60}\\)");

    /// What stands above the form. Texts are empty where the owner wants nothing.
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Header(
            String imageUrl,
            String text,
            String imageWidth,
            String imageHeight,
            String imageAlt,
            String imageLink,
            String imageAlign,
            String imageBorderWidth,
            String imageBorderStyle,
            String imageBorderColor,
            String imageTarget) {

        static final Header NONE = new Header("", "", "", "", "", "", "none", "", "none", "", "null");
    }

    @RegisterForReflection
    public record Content(String section, String value) {}

    @RegisterForReflection
    public record Style(String selector, List<Option> options) {}

    @RegisterForReflection
    public record Option(String property, String value) {}

    /// What is said in a section; empty if the owner says nothing there.
    public String content(String section) {
        return contents.stream()
                .filter(each -> each.section().equals(section))
                .map(Content::value)
                .reduce("", (_, last) -> last);
    }

    /// What the request leaves out stays as it was. Fails with 400 and names what cannot be taken.
    FormDesign changed(JsonBody body) {
        var changed = new FormDesign(
                body.field("header").object().map(this::header).orElse(header),
                body.field("contents")
                        .array(SECTIONS.size())
                        .map(FormDesign::contents)
                        .orElse(contents),
                body.field("styles").array(MOST_STYLES).map(FormDesign::styles).orElse(styles));
        body.verify();
        return changed;
    }

    private Header header(JsonBody given) {
        return new Header(
                url(given.field("image_url"), header.imageUrl()),
                text(given.field("text"), header.text()),
                matching(given.field("image_width"), header.imageWidth(), "\\d{0,4}", "a number of pixels"),
                matching(given.field("image_height"), header.imageHeight(), "\\d{0,4}", "a number of pixels"),
                text(given.field("image_alt"), header.imageAlt()),
                link(given.field("image_link"), header.imageLink()),
                given.field("image_align")
                        .oneOf(Set.of("none", "left", "center", "right"))
                        .orElse(header.imageAlign()),
                matching(
                        given.field("image_border_width"), header.imageBorderWidth(), "\\d{0,3}", "a number of pixels"),
                given.field("image_border_style")
                        .oneOf(Set.of(
                                "none", "solid", "dotted", "dashed", "double", "groove", "outset", "inset", "ridge"))
                        .orElse(header.imageBorderStyle()),
                matching(
                        given.field("image_border_color"),
                        header.imageBorderColor(),
                        "|#[0-9a-fA-F]{3,8}",
                        "a color such as #896d6d"),
                given.field("image_target").oneOf(Set.of("_blank", "null")).orElse(header.imageTarget()));
    }

    private static String text(JsonField field, String current) {
        return field.text(0, LONGEST).orElse(current);
    }

    private static String matching(JsonField field, String current, String pattern, String what) {
        var text = field.text(0, LONGEST);
        if (text.isPresent() && !text.get().matches(pattern)) {
            field.reject("This value should be %s.".formatted(what));
        }
        return text.orElse(current);
    }

    private static String url(JsonField field, String current) {
        return matching(field, current, "|https?://\\S+", "an http or https URL");
    }

    /// As [#url], but one without a scheme is one of the web, as the official API has it.
    private static String link(JsonField field, String current) {
        var link = matching(field, current, "|https?://\\S+|[^\\s:/]+(?:/\\S*)?", "the address of a page");
        return link.isEmpty() || link.matches("https?://.*") ? link : "https://" + link;
    }

    private static List<Content> contents(List<JsonField> given) {
        var contents = new ArrayList<Content>();
        for (var element : given) {
            element.required().object().ifPresent(content -> {
                var section = content.field("section").required().oneOf(SECTIONS);
                var value = content.field("value").required().text(0, LONGEST);
                if (section.isPresent() && value.isPresent()) {
                    contents.add(new Content(section.get(), value.get()));
                }
            });
        }
        return contents;
    }

    private static List<Style> styles(List<JsonField> given) {
        var styles = new ArrayList<Style>();
        for (var element : given) {
            element.required().object().ifPresent(style -> {
                var selector = style.field("selector").required().oneOf(SELECTORS);
                var options = style.field("options").required().array(MOST_OPTIONS);
                if (selector.isPresent() && options.isPresent()) {
                    styles.add(new Style(selector.get(), options(options.get())));
                }
            });
        }
        return styles;
    }

    private static List<Option> options(List<JsonField> given) {
        var options = new ArrayList<Option>();
        for (var element : given) {
            element.required().object().flatMap(FormDesign::option).ifPresent(options::add);
        }
        return options;
    }

    private static Optional<Option> option(JsonBody given) {
        var property = plain(given.field("property").required(), PROPERTY, "the name of a property of CSS");
        var value = plain(given.field("value").required(), VALUE, "a plain value of CSS, without url() and the like");
        return property == null || value == null ? Optional.empty() : Optional.of(new Option(property, value));
    }

    private static @Nullable String plain(JsonField field, Pattern pattern, String what) {
        var text = field.text(1, LONGEST);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            field.reject("This value should be %s.".formatted(what));
            return null;
        }
        return text.orElse(null);
    }
}
