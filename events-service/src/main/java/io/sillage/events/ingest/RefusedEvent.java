package io.sillage.events.ingest;

import io.sillage.platform.http.Problem;
import java.util.List;

/// What is wrong with one of many events that came at once.
///
/// @param index where it stands in the request, from 0
/// @param field which the message speaks of; empty if of the whole event
public record RefusedEvent(int index, String field, String message) {

    public static List<RefusedEvent> of(int index, Problem problem) {
        return problem.errors().stream()
                .map(error -> new RefusedEvent(index, error.field(), error.message()))
                .toList();
    }
}
