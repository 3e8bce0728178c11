package io.sillage.local.process;

/// Something of the stack cannot start; the message tells the user what and why.
public final class StartFailed extends RuntimeException {

    public StartFailed(String message) {
        super(message);
    }

    public StartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
