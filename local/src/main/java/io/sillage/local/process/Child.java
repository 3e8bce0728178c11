package io.sillage.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A child process that writes to a log file of its own and, where the system can do that, ends when its parent dies.
public final class Child {

    /// What is started, with which additions to the environment, and where its output goes.
    public record Command(List<String> words, Map<String, String> environment, Path log) {}

    /// `setsid`, so that a Ctrl-C reaches only the parent, which then stops its children in order; `--pdeathsig`,
    /// so that a parent that is killed takes them along. The signal comes when the *thread* that started the child
    /// ends: children must be started by a thread that lives as long as its process.
    private static final List<String> TIED_TO_PARENT = List.of("setsid", "setpriv", "--pdeathsig", "TERM", "--");

    private static final boolean CAN_TIE = canTie();

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    public static Child start(Command command) throws IOException {
        var words = new ArrayList<String>(CAN_TIE ? TIED_TO_PARENT : List.of());
        words.addAll(command.words());
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        return new Child(builder.start());
    }

    /// The `java` that runs this process.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public void stop(Duration patience) {
        process.destroy();
        if (!ended(patience)) {
            process.destroyForcibly();
            ended(Duration.ofSeconds(5));
        }
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean canTie() {
        try {
            var trial = new ArrayList<>(TIED_TO_PARENT);
            trial.add("true");
            return new ProcessBuilder(trial)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // not on this system
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
