package io.sillage.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
            if (!endsWithin(patience)) {
                process.destroyForcibly();
                endsWithin(Duration.ofSeconds(5));
            }
        });
    }

    /// Waits for the end, but not longer than that.
    public boolean endsWithin(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            Pause.shortly();
        }
        return !isAlive();
    }

    @Override
    public String toString() {
        return pid + "@" + startedAt;
    }

    /// A process that ended, but whose parent has not noticed, still has a number and a start, but no program.
    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(process -> startOf(process) == startedAt)
                .filter(process -> process.info().command().isPresent());
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
