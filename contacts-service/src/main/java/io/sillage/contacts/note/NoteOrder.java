package io.sillage.contacts.note;

import io.sillage.platform.http.QueryParameters;
import java.util.Map;

/// How notes are sorted: `sort_field` and `sort_dir` of the official API, the newest first unless told.
record NoteOrder(String field, String direction) {

    private static final Map<String, String> FIELDS =
            Map.of("created_at", "createdAt", "updated_at", "updatedAt", "note_id", "id");

    private static final Map<String, String> DIRECTIONS = Map.of("ASC", "asc", "DESC", "desc");

    static NoteOrder of(QueryParameters query) {
        return new NoteOrder(
                query.oneOf("sort_field", FIELDS.keySet()).map(FIELDS::get).orElse("createdAt"),
                query.oneOf("sort_dir", DIRECTIONS.keySet())
                        .map(DIRECTIONS::get)
                        .orElse("desc"));
    }

    String clause() {
        return " order by %s %s, id %s".formatted(field, direction, direction);
    }
}
