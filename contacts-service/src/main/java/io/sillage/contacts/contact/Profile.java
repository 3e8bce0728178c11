package io.sillage.contacts.contact;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a contact may see and change of itself.
///
/// @param values by tag of the field
/// @param groups ids of those that it is in
/// @param permissions ids of those that it gave
/// @param subscribed whether it gets emails; empty if its mailbox does not take any
/// @param phone where it gets text messages; empty if that is not known
public record Profile(
        String email,
        Map<String, Object> values,
        List<String> groups,
        List<String> permissions,
        Optional<Boolean> subscribed,
        Optional<String> phone,
        boolean subscribedToSms) {}
