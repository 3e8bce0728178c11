package io.sillage.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path directory;

    @Test
    void givesWayAsFarAsItIsTold() throws IOException {
        var ours = niceness(0);

        assertThat(niceness(7)).isEqualTo(ours + 7);
    }

    /// What a child sees of itself.
    private int niceness(int niceness) throws IOException {
        var log = directory.resolve("child-" + niceness + ".log");
        Files.deleteIfExists(log);
        var child = Child.start(new Child.Command(List.of("nice"), Map.of(), log, niceness));
        await().until(() -> !child.isAlive());
        return Integer.parseInt(Files.readString(log).strip());
    }
}
