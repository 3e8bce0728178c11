package io.sillage.contacts.contact;

import io.sillage.platform.http.Problem;
import org.hibernate.exception.ConstraintViolationException;

/// Another contact of the audience has the address.
class AddressTaken extends Problem {
    AddressTaken(String address) {
        super(
                400,
                "Member Exists",
                "%s is already a list member. Use PUT to insert or update list members.".formatted(address));
    }

    /// Whether a contact could not be stored for this reason.
    static boolean isCauseOf(Throwable failure) {
        return failure instanceof ConstraintViolationException
                && failure.getMessage().contains("contact_address");
    }
}
