package io.sillage.local;

import io.sillage.local.process.StartFailed;
import io.sillage.local.stack.Settings;
import io.sillage.local.stack.Stack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Runs the whole stack in the foreground until it is told to end; `./sillage up` puts it into the background.
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        System.exit(run());
    }

    private static int run() {
        try {
            var settings = Settings.of(System.getenv());
            var home = settings.home().create();
            try (var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = only(channel, settings)) {
                run(new Stack(settings, Launcher::report));
            }
            return 0;
        } catch (StartFailed | IOException e) {
            report("FAILED: " + e.getMessage());
            return 1;
        }
    }

    private static void run(Stack stack) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
        try {
            stack.start();
            stack.keepAlive();
        } finally {
            stack.stop(); // before the lock is given back
        }
    }

    private static FileLock only(FileChannel channel, Settings settings) throws IOException {
        var lock = channel.tryLock();
        if (lock == null) {
            throw new StartFailed("Already running in " + settings.home().directory());
        }
        return lock;
    }

    private static void report(String line) {
        System.out.println(InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
