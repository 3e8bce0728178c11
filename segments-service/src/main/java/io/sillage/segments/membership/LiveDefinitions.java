package io.sillage.segments.membership;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The definitions under which contacts have to be evaluated, by audience.
record LiveDefinitions(Map<UUID, DefinitionIndex> byAudience) {

    DefinitionIndex of(UUID audienceId) {
        return byAudience.getOrDefault(audienceId, DefinitionIndex.EMPTY);
    }

    Map<Definition.Id, Definition> byId() {
        var byId = new HashMap<Definition.Id, Definition>();
        byAudience.values().forEach(index -> index.all().forEach(each -> byId.put(each.id(), each)));
        return byId;
    }
}
