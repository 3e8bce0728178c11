package io.sillage.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Partial answers: dotted paths that are kept (`fields`) or dropped (`exclude_fields`). A path reaches through
/// arrays; a path that leads nowhere does nothing.
public final class FieldSelection {

    private FieldSelection() {}

    /// What remains of `node` if only these paths are kept.
    public static JsonNode keep(JsonNode node, List<String> paths) {
        return keep(node, tree(paths));
    }

    /// What remains of `node` without these paths.
    public static JsonNode drop(JsonNode node, List<String> paths) {
        return drop(node, tree(paths));
    }

    private record Tree(Map<String, Tree> children) {
        boolean isLeaf() {
            return children.isEmpty();
        }
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

    private static JsonNode keep(JsonNode node, Tree tree) {
        return switch (node) {
            case ObjectNode object -> keepOf(object, tree);
            case ArrayNode array -> {
                var kept = array.arrayNode(array.size());
                array.forEach(element -> kept.add(keep(element, tree)));
                yield kept;
            }
            default -> node;
        };
    }

    private static ObjectNode keepOf(ObjectNode object, Tree tree) {
        var kept = object.objectNode();
        tree.children().forEach((name, below) -> {
            var value = object.get(name);
            if (value != null) {
                kept.set(name, below.isLeaf() ? value : keep(value, below));
            }
        });
        return kept;
    }

    private static JsonNode drop(JsonNode node, Tree tree) {
        return switch (node) {
            case ObjectNode object -> dropOf(object, tree);
            case ArrayNode array -> {
                var rest = array.arrayNode(array.size());
                array.forEach(element -> rest.add(drop(element, tree)));
                yield rest;
            }
            default -> node;
        };
    }

    private static ObjectNode dropOf(ObjectNode object, Tree tree) {
        var rest = object.objectNode();
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var below = tree.children().get(name);
            if (below == null) {
                rest.set(name, object.get(name));
            } else if (!below.isLeaf()) {
                rest.set(name, drop(object.get(name), below));
            }
        }
        return rest;
    }
}
