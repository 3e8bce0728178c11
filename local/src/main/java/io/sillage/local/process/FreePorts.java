package io.sillage.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// Ports that nobody listens on. They are taken from below the range from which systems number outgoing connections:
/// a part that is restarted finds its port still free.
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 1_000;

    private final Random random = new Random();
    private final Set<Integer> given = new HashSet<>();

    /// Never the same port twice.
    public int next() {
        for (var i = 0; i < TRIES; i++) {
            var port = random.nextInt(LOWEST, BEYOND);
            if (isFree(port, InetAddress.getLoopbackAddress()) && given.add(port)) {
                return port;
            }
        }
        throw new StartFailed("No free port was found between " + LOWEST + " and " + BEYOND);
    }

    public static boolean isFree(int port, InetAddress address) {
        try (var _ = new ServerSocket(port, 1, address)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
