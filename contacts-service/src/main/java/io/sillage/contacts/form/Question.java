package io.sillage.contacts.form;

import java.util.List;

/// One thing that a form asks.
///
/// @param name of the parameter that brings the answer
/// @param value what stands in it; empty for one with choices
/// @param choices empty for one that is answered in writing
/// @param error what was wrong with the last answer; may be empty
public record Question(
        String name,
        String label,
        Kind kind,
        String value,
        List<Choice> choices,
        boolean required,
        String help,
        String error) {

    /// How it is asked.
    public enum Kind {
        TEXT("text"),
        EMAIL("email"),
        TEL("tel"),
        URL("url"),
        NUMBER("number"),
        DATE("date"),
        SELECT("select"),
        RADIO("radio"),
        CHECKBOX("checkbox");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The type of the input in HTML.
        public String word() {
            return word;
        }
    }

    public record Choice(String value, String label, boolean chosen) {}

    Question withError(String message) {
        return new Question(name, label, kind, value, choices, required, help, message);
    }
}
