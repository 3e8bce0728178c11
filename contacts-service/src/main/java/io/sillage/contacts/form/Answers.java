package io.sillage.contacts.form;

import static java.util.stream.Collectors.toMap;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;

/// What somebody wrote into a form, by the names of its questions.
record Answers(Map<String, List<String>> byName) {

    static final String EMAIL = "EMAIL";
    static final String PERMISSIONS = "permission";
    private static final String GROUPS = "group.";

    /// Nobody sees this question, so whoever answers it is a machine.
    private static final String TRAP = "website_confirm";

    static final Answers NONE = new Answers(Map.of());

    static Answers of(MultivaluedMap<String, String> posted) {
        return new Answers(
                posted.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue()))));
    }

    static String groups(String categoryId) {
        return GROUPS + categoryId;
    }

    /// The first answer; empty text for none.
    String text(String name) {
        return all(name).stream().findFirst().map(String::strip).orElse("");
    }

    List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    boolean isOfAMachine() {
        return !text(TRAP).isEmpty();
    }
}
