package io.sillage.contacts.contact;

import java.util.UUID;

/// `web_id` of a member: a positive number that stays the same; nothing looks a member up by it.
public final class WebId {

    private WebId() {}

    public static int of(UUID contactId) {
        return (int) (contactId.getLeastSignificantBits() & Integer.MAX_VALUE);
    }
}
