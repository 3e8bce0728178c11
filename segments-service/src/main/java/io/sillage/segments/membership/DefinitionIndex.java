package io.sillage.segments.membership;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.segments.projection.Contact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The live definitions of one audience, found by what they read.
final class DefinitionIndex {

    static final DefinitionIndex EMPTY = new DefinitionIndex(List.of());

    private final List<Definition> all;
    private final Map<String, List<Definition>> byEventName = new HashMap<>();
    private final List<Definition> byAnyEvent = new ArrayList<>();

    DefinitionIndex(Collection<Definition> definitions) {
        all = List.copyOf(definitions);
        all.forEach(this::add);
    }

    private void add(Definition definition) {
        var names = new HashSet<String>();
        var any = false;
        for (var event : definition.reads().events()) {
            if (exactName(event) instanceof String name) {
                names.add(name);
            } else {
                any = true;
            }
        }
        if (any) {
            byAnyEvent.add(definition);
        } else {
            names.forEach(name ->
                    byEventName.computeIfAbsent(name, _ -> new ArrayList<>()).add(definition));
        }
    }

    private static @org.jspecify.annotations.Nullable String exactName(EventHappened event) {
        return event.name() instanceof NameFilter.Is(var name) ? name : null;
    }

    List<Definition> all() {
        return all;
    }

    /// Which an event may affect.
    List<Definition> readersOf(String eventName, Map<String, String> properties) {
        var readers = new ArrayList<Definition>();
        for (var definition : byEventName.getOrDefault(eventName, List.of())) {
            if (definition.reads().reads(eventName, properties)) {
                readers.add(definition);
            }
        }
        for (var definition : byAnyEvent) {
            if (definition.reads().reads(eventName, properties)) {
                readers.add(definition);
            }
        }
        return readers;
    }

    /// Which the difference between a contact before and after may affect.
    Collection<Definition> readersOf(Contact before, Contact after) {
        var fields = changedFields(before, after);
        var tags = changedTags(before, after);
        var email = !before.email().equals(after.email());
        var readers = new LinkedHashSet<Definition>();
        for (var definition : all) {
            var reads = definition.reads();
            if (email && reads.email() || reads.readsField(fields) || reads.readsTag(tags)) {
                readers.add(definition);
            }
        }
        return readers;
    }

    private static Set<String> changedFields(Contact before, Contact after) {
        var names = new HashSet<>(before.fields().keySet());
        names.addAll(after.fields().keySet());
        names.removeIf(
                name -> Objects.equals(before.fields().get(name), after.fields().get(name)));
        return names;
    }

    private static Set<Long> changedTags(Contact before, Contact after) {
        var changed = new HashSet<>(before.tags());
        changed.addAll(after.tags());
        changed.removeIf(tag -> before.tags().contains(tag) && after.tags().contains(tag));
        return changed;
    }
}
