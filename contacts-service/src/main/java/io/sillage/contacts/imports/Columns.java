package io.sillage.contacts.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.Fields;
import io.sillage.platform.http.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What each column of a file is.
///
/// @param targets [#EMAIL], [#TAGS], the tag of a field, or [#NOTHING]
@RegisterForReflection
record Columns(List<String> targets) {

    static final String EMAIL = "EMAIL";
    static final String TAGS = "TAGS";
    static final String NOTHING = "";

    private static final Set<String> NAMES_OF_EMAIL =
            Set.of("email", "e-mail", "emailaddress", "email_address", "mail", "adressemail", "adressee-mail");

    Columns {
        targets = List.copyOf(targets);
    }

    /// Fails if a column is said to be something that there is not, if two are the same, or if none is the address.
    static Columns of(List<String> header, Map<String, String> mapping, Fields fields) {
        for (var name : mapping.keySet()) {
            if (!header.contains(name)) {
                throw Problem.invalid("mapping." + name, "The file has no column of this name.");
            }
        }
        var columns = new Columns(header.stream()
                .map(name -> mapping.containsKey(name)
                        ? named(name, mapping.get(name), fields)
                        : recognised(name.strip(), fields))
                .toList());
        columns.check();
        return columns;
    }

    private static String named(String column, String target, Fields fields) {
        var upper = target.strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty()
                || upper.equals(EMAIL)
                || upper.equals(TAGS)
                || fields.tagged(upper).isPresent()) {
            return upper;
        }
        throw Problem.invalid("mapping." + column, "There is no merge field %s.".formatted(target));
    }

    /// By the tag of a field, by its name, or by what addresses and tags are usually called.
    private static String recognised(String name, Fields fields) {
        var plain = name.toLowerCase(Locale.ROOT).replace(" ", "");
        if (NAMES_OF_EMAIL.contains(plain)) {
            return EMAIL;
        }
        if (plain.equals("tags")) {
            return TAGS;
        }
        return fields.list().stream()
                .filter(field ->
                        field.tag().equalsIgnoreCase(name) || field.name().equalsIgnoreCase(name))
                .map(Field::tag)
                .findFirst()
                .orElse(NOTHING);
    }

    private void check() {
        if (!targets.contains(EMAIL)) {
            throw Problem.invalid("mapping", "No column is the email address; name one as EMAIL.");
        }
        var used = targets.stream().filter(target -> !target.equals(NOTHING)).toList();
        used.stream()
                .filter(target -> used.stream().filter(target::equals).count() > 1)
                .findFirst()
                .ifPresent(target -> {
                    throw Problem.invalid("mapping", "Two columns are %s.".formatted(target));
                });
    }
}
