package io.sillage.segments.segment;

import io.sillage.contracts.SegmentChanged;
import io.sillage.contracts.condition.Condition;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saved segment as it is edited.
///
/// @param options the conditions as they were given
/// @param eventWindow how far back the newest definition sees events; `null` for no limit
record SavedSegment(
        long id,
        UUID accountId,
        UUID audienceId,
        String name,
        String options,
        Condition condition,
        @Nullable Period eventWindow,
        long version,
        long definitionVersion) {

    SavedSegment renamed(String newName) {
        return new SavedSegment(
                id, accountId, audienceId, newName, options, condition, eventWindow, version, definitionVersion);
    }

    /// The same conditions in other words are no new definition.
    SavedSegment redefined(Conditions conditions, @Nullable Period window) {
        var isNew = !conditions.condition().equals(condition);
        return new SavedSegment(
                id,
                accountId,
                audienceId,
                name,
                conditions.raw(),
                conditions.condition(),
                isNew ? window : eventWindow,
                version,
                isNew ? definitionVersion + 1 : definitionVersion);
    }

    SavedSegment seeing(@Nullable Period window) {
        return new SavedSegment(
                id, accountId, audienceId, name, options, condition, window, version, definitionVersion + 1);
    }

    SavedSegment nextVersion() {
        return new SavedSegment(
                id, accountId, audienceId, name, options, condition, eventWindow, version + 1, definitionVersion);
    }

    SegmentChanged changed(boolean deleted, Instant now) {
        return new SegmentChanged(
                Ids.newId(now), accountId, audienceId, id, version, definitionVersion, name, condition, deleted, now);
    }
}
