package io.sillage.platform.csv;

import java.util.List;
import java.util.stream.Collectors;

/// One line of a CSV that people open in a spreadsheet: what a spreadsheet would take for a formula gets an apostrophe
/// before it, so that a contact cannot make others' machines calculate.
public final class CsvLine {

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private CsvLine() {}

    /// With its line end.
    public static String of(List<String> values) {
        return values.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String value) {
        var safe = isFormula(value) ? "'" + value : value;
        return safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0
                ? safe
                : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /// A number is none, whatever its sign: phones and amounts stay as they are.
    private static boolean isFormula(String value) {
        return !value.isEmpty()
                && FORMULA_BEGINNINGS.indexOf(value.charAt(0)) >= 0
                && !value.matches("[+-][0-9][0-9 .()-]*");
    }
}
