package io.sillage.events.integration;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A resource where other systems come in (`/i/{id}/…`), and what it sees of them before it reads what they say. It
/// must be [Guarded], which a test checks.
public interface Door {

    /// Has [DoorFilter] look at every request before a byte of its body is read.
    @NameBinding
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Guarded {}

    /// What the headers of a request are worth.
    enum Proof {
        /// They prove who sends it.
        GIVEN,
        /// They hold what is needed; only with the body can it be seen whether it is genuine.
        IN_BODY,
        /// Nothing here proves anything: everybody may speak, slowly.
        NONE
    }

    IntegrationType type();

    /// What a request is about, for the log of requests.
    ///
    /// @param headers by name; `null` for one that is not there
    String action(UnaryOperator<@Nullable String> headers);

    /// Fails with a problem if it is plain by now that the sender is nobody whom the integration knows.
    Proof proof(Integration integration, UnaryOperator<@Nullable String> headers);
}
