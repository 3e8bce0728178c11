package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;

/// Parts of things that have operations of their own.
enum Part {
    VARIANT(Kind.PRODUCT, "variants", Shapes.VARIANT),
    IMAGE(Kind.PRODUCT, "images", Shapes.IMAGE),
    ORDER_LINE(Kind.ORDER, "lines", Shapes.ORDER_LINE),
    CART_LINE(Kind.CART, "lines", Shapes.CART_LINE);

    private final Kind of;
    private final String field;
    private final Shape shape;

    Part(Kind of, String field, Shape shape) {
        this.of = of;
        this.field = field;
        this.shape = shape;
    }

    /// What it is a part of.
    Kind of() {
        return of;
    }

    /// Where the parts stand in the document, and in the path.
    String field() {
        return field;
    }

    Shape shape() {
        return shape;
    }

    String path(String whole, JsonNode part) {
        return "%s/%s/%s".formatted(whole, field, part.path("id").asText());
    }

    static Optional<Part> of(Kind kind, String field) {
        return Stream.of(values())
                .filter(part -> part.of == kind && part.field.equals(field))
                .findFirst();
    }

    /// Where the part with the id stands among the parts; negative if nowhere.
    int indexOf(ObjectNode document, String id) {
        var parts = document.withArray(field);
        for (var i = 0; i < parts.size(); i++) {
            if (parts.get(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
