package io.sillage.contacts.form;

import static java.util.stream.Collectors.joining;

import io.sillage.contacts.form.FormDesign.Style;
import java.util.Map;

/// The style sheet of a designed form.
final class FormStyle {

    /// What the selectors of the Marketing API are on our pages. The badge is not on any.
    private static final Map<String, String> SELECTORS = Map.ofEntries(
            Map.entry("page_background", "body"),
            Map.entry("page_header", "header"),
            Map.entry("page_outer_wrapper", "main"),
            Map.entry("body_background", "main"),
            Map.entry("body_link_style", "a"),
            Map.entry("forms_buttons", "button"),
            Map.entry("forms_buttons_hovered", "button:hover"),
            Map.entry("forms_field_label", "label, legend"),
            Map.entry("forms_field_text", "input, select"),
            Map.entry("forms_required", ".required"),
            Map.entry("forms_required_legend", ".required"),
            Map.entry("forms_help_text", ".hint"),
            Map.entry("forms_errors", ".error"));

    private FormStyle() {}

    static String of(FormDesign design) {
        return image(design.header())
                + design.styles().stream()
                        .filter(style -> SELECTORS.containsKey(style.selector()))
                        .map(FormStyle::rule)
                        .collect(joining("\n"));
    }

    private static String rule(Style style) {
        return style.options().stream()
                .map(option -> "%s: %s;".formatted(option.property(), option.value()))
                .collect(joining(" ", SELECTORS.get(style.selector()) + " { ", " }"));
    }

    private static String image(FormDesign.Header header) {
        var border = header.imageBorderWidth().isEmpty()
                        || header.imageBorderColor().isEmpty()
                ? ""
                : "border: %spx %s %s;"
                        .formatted(header.imageBorderWidth(), header.imageBorderStyle(), header.imageBorderColor());
        var align = header.imageAlign().equals("none") ? "" : "text-align: %s;".formatted(header.imageAlign());
        return "header img { max-width: 100%%; %s }\nheader { %s }\n".formatted(border, align);
    }
}
