package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldSelectionTest {

    private static final JsonNode LISTS = json("""
            {"lists": [{"id": "a", "name": "A", "stats": {"open": 1, "click": 2}}], "total_items": 1}""");

    @Test
    void keptPathsReachThroughArrays() {
        assertThat(FieldSelection.keep(LISTS, List.of("lists.id", "lists.stats.open")))
                .isEqualTo(json("""
                        {"lists": [{"id": "a", "stats": {"open": 1}}]}"""));
    }

    @Test
    void excludedPathsLeaveTheRest() {
        assertThat(FieldSelection.drop(LISTS, List.of("lists.stats", "total_items")))
                .isEqualTo(json("""
                        {"lists": [{"id": "a", "name": "A"}]}"""));
    }

    @Test
    void unknownPathsDoNothing() {
        assertThat(FieldSelection.drop(LISTS, List.of("nothing", "lists.nothing.at.all")))
                .isEqualTo(LISTS);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
