package io.sillage.contacts.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/// How a file is to be understood, and what becomes of its rows.
///
/// @param mapping by name of a column, what it is: `EMAIL`, a merge tag, `TAGS`, or an empty text to leave it out;
/// columns
///     that are not named are recognised by their name
/// @param encoding of a file without a byte order mark
/// @param delimiter one character, or empty if the first line tells
/// @param status of contacts that are new
/// @param groups ids of groups that every contact of the file joins
/// @param triggerFlows whether what the import does may start flows
@RegisterForReflection
record ImportSettings(
        Map<String, String> mapping,
        String encoding,
        String delimiter,
        String status,
        List<String> tags,
        List<String> groups,
        boolean updateExisting,
        boolean skipMergeValidation,
        boolean triggerFlows) {

    ImportSettings {
        mapping = Map.copyOf(mapping);
        tags = List.copyOf(tags);
        groups = List.copyOf(groups);
    }
}
