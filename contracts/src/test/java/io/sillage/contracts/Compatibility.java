package io.sillage.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a consumer of an older schema could trip over in a newer one.
final class Compatibility {

    private static final Set<String> MAPS_OF_SCHEMAS = Set.of("properties", "$defs");

    private Compatibility() {}

    static List<String> breaches(JsonNode old, JsonNode now) {
        var breaches = new ArrayList<String>();
        compare("#", old, now, breaches);
        return breaches;
    }

    private static void compare(String path, JsonNode old, JsonNode now, List<String> breaches) {
        for (var entry : old.properties()) {
            var name = entry.getKey();
            var here = path + "/" + name;
            var before = entry.getValue();
            var after = now.path(name);
            switch (name) {
                case "required" -> {}
                case "anyOf", "oneOf", "enum" -> keepsAll(here, before, after, breaches);
                default -> compareKeyword(here, before, after, breaches);
            }
        }
        requiresNothingNew(path, old.path("required"), now.path("required"), breaches);
    }

    private static void compareKeyword(String path, JsonNode before, JsonNode after, List<String> breaches) {
        if (after.isMissingNode()) {
            breaches.add(path + " was removed");
        } else if (before.isObject()) {
            compare(path, before, after, breaches);
        } else if (!before.equals(after)) {
            breaches.add("%s was %s, is %s".formatted(path, before, after));
        }
    }

    /// Alternatives may be added (consumers ignore what they do not know), not taken away.
    private static void keepsAll(String path, JsonNode before, JsonNode after, List<String> breaches) {
        var kept = new ArrayList<JsonNode>();
        after.forEach(kept::add);
        before.forEach(alternative -> {
            if (!kept.contains(alternative)) {
                breaches.add("%s lost %s".formatted(path, alternative));
            }
        });
    }

    private static void requiresNothingNew(String path, JsonNode before, JsonNode after, List<String> breaches) {
        if (MAPS_OF_SCHEMAS.contains(path.substring(path.lastIndexOf('/') + 1))) {
            return;
        }
        var added = new TreeSet<String>();
        after.forEach(name -> added.add(name.textValue()));
        before.forEach(name -> added.remove(name.textValue()));
        added.forEach(name -> breaches.add("%s/required has the new entry \"%s\"".formatted(path, name)));
    }
}
