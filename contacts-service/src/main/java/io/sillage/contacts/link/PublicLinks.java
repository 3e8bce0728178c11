package io.sillage.contacts.link;

import io.sillage.platform.identity.SignedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes public links and reads them. Those that speak of a contact are signed and say nothing in clear; a link of one
/// kind is worthless for another.
@ApplicationScoped
public class PublicLinks {

    private static final String CONFIRMATION = "confirmation";
    private static final String PREFERENCES = "preferences";

    private final SignedToken tokens;
    private final String url;
    private final Duration preferencesValidity;

    PublicLinks(LinksConfig config) {
        this.tokens = new SignedToken(config.secret());
        this.url = config.url();
        this.preferencesValidity = config.preferencesValidity();
    }

    /// The sign-up form of an audience.
    public String form(String listId) {
        return url + "/f/" + listId;
    }

    /// Where a contact says that it really subscribed.
    public String confirmation(ContactRef contact) {
        return url + "/c/" + tokens.sign(CONFIRMATION, contact.payload());
    }

    /// Where a contact sees and changes what it agreed to, for a time from now.
    public String preferences(ContactRef contact, Instant now) {
        var link = new PreferenceLink(contact, now.plus(preferencesValidity));
        return url + "/p/" + tokens.sign(PREFERENCES, link.payload());
    }

    /// Empty for a token that is not ours.
    public Optional<ContactRef> openConfirmation(String token) {
        return tokens.open(CONFIRMATION, token).flatMap(ContactRef::of);
    }

    /// Empty for a token that is not ours.
    public Optional<PreferenceLink> openPreferences(String token) {
        return tokens.open(PREFERENCES, token).flatMap(PreferenceLink::of);
    }
}
