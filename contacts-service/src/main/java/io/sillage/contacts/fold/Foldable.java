package io.sillage.contacts.fold;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/// A table of rows that are added up when they are read.
public interface Foldable {

    /// Makes few rows of many, at most so many at a time, and emits how many it took.
    Uni<Integer> fold(SqlConnection transaction, int limit);
}
