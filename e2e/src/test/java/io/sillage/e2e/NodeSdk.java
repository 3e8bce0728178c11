package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Scripts that use the official SDK for Node, which is installed once.
final class NodeSdk {

    private static final Path FOLDER = RunningStack.root().resolve("e2e/node");

    private static boolean installed;

    private NodeSdk() {}

    /// What the script printed; fails with it if it ended otherwise than well.
    static String run(String script, Map<String, String> environment) {
        install();
        return succeed(Programs.run(FOLDER, environment, List.of("node", script)));
    }

    private static synchronized void install() {
        if (!installed) {
            succeed(Programs.run(FOLDER, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund")));
            installed = true;
        }
    }

    private static String succeed(Programs.Outcome outcome) {
        assertThat(outcome.status()).withFailMessage(outcome.output()).isZero();
        return outcome.output();
    }
}
