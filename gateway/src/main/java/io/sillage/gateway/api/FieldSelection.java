package io.sillage.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Partial answers: dotted paths that are kept (`fields`) or dropped (`exclude_fields`). A path reaches through
/// arrays; one that leads nowhere does nothing.
final class FieldSelection {

    private record Tree(Map<String, Tree> children) {
        boolean isLeaf() {
            return children.isEmpty();
        }
    }

    private FieldSelection() {}

    /// What the request wants of this answer.
    static JsonObject apply(RoutingContext request, JsonObject answer) {
        var fields = paths(request.queryParam("fields"));
        if (!fields.isEmpty()) {
            return keep(answer, tree(fields));
        }
        var excluded = paths(request.queryParam("exclude_fields"));
        return excluded.isEmpty() ? answer : drop(answer, tree(excluded));
    }

    private static List<String> paths(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .filter(path -> !path.isBlank())
                .toList();
    }

    private static Tree tree(List<String> paths) {
        var root = new Tree(new LinkedHashMap<>());
        for (var path : paths) {
            var here = root;
            for (var name : path.strip().split("\\.")) {
                here = here.children().computeIfAbsent(name, _ -> new Tree(new LinkedHashMap<>()));
            }
        }
        return root;
    }

    private static JsonObject keep(JsonObject object, Tree tree) {
        var kept = new JsonObject();
        tree.children().forEach((name, below) -> {
            if (object.containsKey(name)) {
                kept.put(name, below.isLeaf() ? object.getValue(name) : keepIn(object.getValue(name), below));
            }
        });
        return kept;
    }

    private static @Nullable Object keepIn(@Nullable Object value, Tree tree) {
        return switch (value) {
            case JsonObject object -> keep(object, tree);
            case JsonArray array ->
                new JsonArray(array.stream().map(each -> keepIn(each, tree)).toList());
            case null, default -> value;
        };
    }

    private static JsonObject drop(JsonObject object, Tree tree) {
        var rest = new JsonObject();
        object.forEach(field -> {
            var below = tree.children().get(field.getKey());
            if (below == null) {
                rest.put(field.getKey(), field.getValue());
            } else if (!below.isLeaf()) {
                rest.put(field.getKey(), dropIn(field.getValue(), below));
            }
        });
        return rest;
    }

    private static @Nullable Object dropIn(@Nullable Object value, Tree tree) {
        return switch (value) {
            case JsonObject object -> drop(object, tree);
            case JsonArray array ->
                new JsonArray(array.stream().map(each -> dropIn(each, tree)).toList());
            case null, default -> value;
        };
    }
}
