package io.sillage.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One of our services as the launcher sees it: the module it is built in, the database it wants, the port it listens
/// on, the options of its virtual machine, and what its environment adds to the common one.
public record Service(
        String name, Optional<String> database, int port, List<String> javaOptions, Map<String, String> environment) {}
