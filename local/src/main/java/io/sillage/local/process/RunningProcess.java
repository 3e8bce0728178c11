package io.sillage.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process known by its number and the instant of its start: numbers are given again, so one alone proves nothing.
/// Written as `<pid>@<milliseconds>`.
public record RunningProcess(long pid, long startedAt) {

    public static RunningProcess of(ProcessHandle process) {
        return new RunningProcess(process.pid(), startOf(process));
    }

    public static Optional<RunningProcess> of(long pid) {
        return ProcessHandle.of(pid).map(RunningProcess::of);
    }

    /// Empty when the text is none that [#toString] writes.
    public static Optional<RunningProcess> parse(String text) {
        var parts = text.strip().split("@");
        try {
            return Optional.of(new RunningProcess(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    /// Asks the process to end and waits; ends it by force when it has not after `patience`.
    public void stop(Duration patience) {
        handle().ifPresent(process -> {
            process.destroy();
            if (!ended(process, patience)) {
                process.destroyForcibly();
                ended(process, Duration.ofSeconds(5));
            }
        });
    }

    @Override
    public String toString() {
        return pid + "@" + startedAt;
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process) == startedAt);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
