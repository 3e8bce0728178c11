package io.sillage.contacts.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// Some rows of a file, one after another.
@RegisterForReflection
record RowBatch(List<Row> rows) {

    /// @param line where it begins in the file; the header is line 1
    /// @param broken why it cannot be read, or an empty text
    @RegisterForReflection
    record Row(long line, List<String> values, String broken) {}
}
