package io.sillage.contacts.contact;

import io.sillage.contacts.email.EmailAddress;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import java.util.Locale;
import java.util.UUID;

/// What a path calls a contact by: the MD5 of the lower-cased address, the address itself, or the contact's id. The
/// first and the last look alike, so both meanings are tried.
record SubscriberKey(String emailHash, UUID contactId) {

    private static final UUID NOBODY = new UUID(0, 0);

    /// Fails with 404 for a text that can be none of them.
    static SubscriberKey parse(String path) {
        if (path.indexOf('@') >= 0) {
            return new SubscriberKey(EmailAddress.hashOf(path.strip()), NOBODY);
        }
        return new SubscriberKey(path.toLowerCase(Locale.ROOT), Ids.parse(path).orElseThrow(Problem::notFound));
    }

    static SubscriberKey ofHash(String emailHash) {
        return new SubscriberKey(emailHash, NOBODY);
    }

    static SubscriberKey of(UUID contactId) {
        return new SubscriberKey("", contactId);
    }

    static SubscriberKey of(EmailAddress email) {
        return new SubscriberKey(email.hash(), NOBODY);
    }
}
