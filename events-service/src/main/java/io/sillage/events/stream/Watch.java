package io.sillage.events.stream;

import io.sillage.contracts.ActivityRecorded;
import java.util.Optional;
import java.util.UUID;

/// Which activities somebody watches.
///
/// @param audienceId empty for all audiences of the account
/// @param type empty for all types
/// @param name of custom events; empty for all
record Watch(UUID accountId, Optional<UUID> audienceId, Optional<String> type, Optional<String> name) {

    boolean shows(ActivityRecorded activity) {
        return activity.accountId().equals(accountId)
                && audienceId.map(activity.audienceId()::equals).orElse(true)
                && type.map(activity.type()::equals).orElse(true)
                && name.map(wanted -> wanted.equals(activity.name())).orElse(true);
    }
}
