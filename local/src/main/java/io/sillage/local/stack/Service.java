package io.sillage.local.stack;

import java.util.Map;
import java.util.Optional;

/// One of our services as the launcher sees it: the module it is built in, the database it wants, the port it listens
/// on, its share of the machine, and what its environment adds to the common one.
record Service(String name, Optional<String> database, int port, Share share, Map<String, String> environment) {}
