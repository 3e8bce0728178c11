package io.sillage.contacts.audience;

/// The short id of a new audience is in use; another one will do.
class ListIdTaken extends RuntimeException {
    ListIdTaken() {
        super("the list id of a new audience is in use", null, false, false);
    }
}
