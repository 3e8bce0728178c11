package io.sillage.contacts.contact;

import io.sillage.platform.http.Problem;

/// Another contact of the audience has the address.
class AddressTaken extends Problem {
    AddressTaken(String address) {
        super(
                400,
                "Member Exists",
                "%s is already a list member. Use PUT to insert or update list members.".formatted(address));
    }
}
