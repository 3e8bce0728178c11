package io.sillage.gateway.forwarding;

/// How long a request keeps a connection to its service. Each kind has connections of its own, so that what is slow by
/// nature never waits for, and never keeps waiting, what is not.
public enum Traffic {
    /// Its body is whole before it takes a connection.
    ORDINARY,
    /// Ordinary, with a body so large that a service reads few of them at once.
    LARGE,
    /// Ordinary, of somebody without a key.
    PUBLIC,
    /// Its body passes as it comes.
    UPLOAD,
    /// Its answer may go on for as long as the client likes: live streams and exports.
    STREAM
}
