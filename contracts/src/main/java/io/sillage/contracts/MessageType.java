package io.sillage.contracts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The names of messages on the wire (`ce_type`), such as `io.sillage.ContactChanged`.
public final class MessageType {

    private static final String PREFIX = "io.sillage.";

    private static final Map<String, Class<? extends Message>> BY_NAME = Stream.of(
                    Message.class.getPermittedSubclasses())
            .map(MessageType::asMessage)
            .collect(toUnmodifiableMap(MessageType::nameOf, identity()));

    private MessageType() {}

    public static String nameOf(Class<? extends Message> type) {
        return PREFIX + type.getSimpleName();
    }

    /// Empty for a name that this version does not know: a newer producer may publish it.
    public static Optional<Class<? extends Message>> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Message> asMessage(Class<?> permitted) {
        return (Class<? extends Message>) permitted;
    }
}
