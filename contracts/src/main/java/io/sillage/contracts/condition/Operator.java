package io.sillage.contracts.condition;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a text is compared with one or several others: the words of the Marketing API's conditions, and `between`.
///
/// Texts are compared trimmed, without regard to case, with regard to accents. `greater`, `less` and `between`
/// compare as numbers if both sides are numbers; fields and addresses otherwise alphabetically, properties of
/// events never. With several values, `is`, `contains`, `starts` and `ends` ask for one of them, `not` and
/// `notcontain` for none.
public enum Operator {
    IS,
    NOT,
    CONTAINS,
    NOTCONTAIN,
    STARTS,
    ENDS,
    GREATER,
    LESS,
    /// Within two values, both included.
    BETWEEN,
    BLANK,
    BLANK_NOT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
