package io.sillage.local.process;

import java.io.IOException;
import java.time.Duration;

/// One process of a stack. It can be started again after it died, and then answers under the same address.
public interface Part {

    String name();

    void start() throws IOException;

    boolean isAlive();

    long pid();

    /// Asks the process to end, and ends it by force when it has not after `patience`.
    void stop(Duration patience);
}
