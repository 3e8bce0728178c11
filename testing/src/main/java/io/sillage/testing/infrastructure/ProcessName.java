package io.sillage.testing.infrastructure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the servers' process names another one: `<pid>@<start in milliseconds>`, because a pid alone is given again.
final class ProcessName {

    private ProcessName() {}

    static String of(ProcessHandle process) {
        var start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "@" + start;
    }

    /// A process that ended, but whose parent has not noticed, has no program any more.
    static boolean isAlive(@Nullable String name) {
        return name != null
                && ProcessHandle.of(Long.parseLong(name.substring(0, name.indexOf('@'))))
                        .filter(process -> process.info().command().isPresent())
                        .filter(process -> of(process).equals(name))
                        .isPresent();
    }
}
