package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contacts.tag.Tag;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which tags a request gives to a member and which it takes away; only the named ones change.
record TaggingForm(List<Entry> entries, boolean isSyncing) {

    private static final int MOST = 1_000;
    private static final String ACTIVE = "active";
    private static final Set<String> STATUSES = Set.of(ACTIVE, "inactive");

    record Entry(String name, boolean active) {}

    static TaggingForm read(JsonBody body) {
        var entries = new ArrayList<Entry>();
        body.field("tags")
                .required()
                .array(MOST)
                .ifPresent(elements -> elements.forEach(element -> read(element, entries)));
        var isSyncing = body.field("is_syncing").bool().orElse(false);
        body.verify();
        return new TaggingForm(List.copyOf(entries), isSyncing);
    }

    private static void read(JsonField element, List<Entry> entries) {
        element.required().object().ifPresent(object -> {
            var name = object.field("name").required().text(1, Tag.LONGEST_NAME);
            var status = object.field("status").required().oneOf(STATUSES);
            if (name.isPresent() && status.isPresent()) {
                entries.add(new Entry(name.get(), status.get().equals(ACTIVE)));
            }
        });
    }

    Set<String> activeNames() {
        return entries.stream().filter(Entry::active).map(Entry::name).collect(toUnmodifiableSet());
    }

    Set<String> inactiveKeys() {
        return entries.stream()
                .filter(entry -> !entry.active())
                .map(entry -> Tag.keyOf(entry.name()))
                .collect(toUnmodifiableSet());
    }
}
