import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/// Services of the stack that stand still until this is closed, as if they had a machine of their own: what they consume
/// waits in Kafka.
final class Paused implements AutoCloseable {

    private final List<String> processes;

    private Paused(List<String> processes) {
        this.processes = processes;
    }

    static Paused services(String... names) throws IOException, InterruptedException {
        var state = new Properties();
        try (var in = Files.newBufferedReader(Path.of(System.getenv("SILLAGE_HOME"), "state.properties"))) {
            state.load(in);
        }
        var processes = Arrays.stream(names).map(name -> state.getProperty(name + ".pid")).toList();
        signal("-STOP", processes);
        return new Paused(processes);
    }

    private static void signal(String signal, List<String> processes) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        var words = new ArrayList<>(List.of("kill", signal));
        words.addAll(processes);
        if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
            throw new IOException("no such processes: " + processes);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("-CONT", processes);
    }
}
