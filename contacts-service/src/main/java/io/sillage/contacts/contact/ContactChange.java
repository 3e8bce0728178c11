package io.sillage.contacts.contact;

import io.sillage.contracts.Change;
import java.util.List;

/// A contact and what became different about it.
record ContactChange(Contact contact, List<Change> changes) {

    ContactChange {
        changes = List.copyOf(changes);
    }
}
