package io.sillage.contacts.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.link.PublicLinks;
import io.sillage.contracts.SendEmail;
import io.sillage.contracts.SendEmail.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/// Writes emails, in the name of the audience's default sender. Whoever sends one decides on its id: the same id is
/// sent once.
@ApplicationScoped
public class Mails {

    private final PublicLinks links;

    Mails(PublicLinks links) {
        this.links = links;
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance confirmation(String audience, String company, String postalAddress, String url);

        static native TemplateInstance alreadySubscribed(
                String audience, String company, String postalAddress, String url);

        static native TemplateInstance preferences(String audience, String company, String postalAddress, String url);

        static native TemplateInstance notice(String audience, String email, String happened);
    }

    /// Asks whether the contact really subscribed.
    public SendEmail confirmation(UUID id, Audience audience, Recipient recipient, Instant now) {
        var html = Templates.confirmation(
                        audience.name(),
                        audience.company(),
                        audience.postalAddress(),
                        links.confirmation(recipient.contact()))
                .render();
        var subject = "Please confirm your subscription to " + audience.name();
        return email(id, audience, recipient, Purpose.CONFIRMATION, recipient.email(), subject, html, now);
    }

    /// Tells somebody who subscribed again that there is nothing to confirm. Forms say it to nobody else.
    public SendEmail alreadySubscribed(UUID id, Audience audience, Recipient recipient, Instant now) {
        var html = Templates.alreadySubscribed(
                        audience.name(),
                        audience.company(),
                        audience.postalAddress(),
                        links.preferences(recipient.contact(), now))
                .render();
        var subject = "You are subscribed to %s already".formatted(audience.name());
        return email(id, audience, recipient, Purpose.CONFIRMATION, recipient.email(), subject, html, now);
    }

    /// A link to the preferences, for somebody whose own is out of date.
    public SendEmail preferences(UUID id, Audience audience, Recipient recipient, Instant now) {
        var html = Templates.preferences(
                        audience.name(),
                        audience.company(),
                        audience.postalAddress(),
                        links.preferences(recipient.contact(), now))
                .render();
        var subject = "Your preferences at " + audience.name();
        return email(id, audience, recipient, Purpose.CONFIRMATION, recipient.email(), subject, html, now);
    }

    /// Tells the owner of the audience what a contact did.
    ///
    /// @param happened such as `subscribed`
    public SendEmail notice(UUID id, Audience audience, Recipient about, String to, String happened, Instant now) {
        var html = Templates.notice(audience.name(), about.email(), happened).render();
        var subject = "%s %s: %s".formatted(audience.name(), happened, about.email());
        return email(id, audience, about, Purpose.NOTICE, to, subject, html, now);
    }

    private static SendEmail email(
            UUID id,
            Audience audience,
            Recipient about,
            Purpose purpose,
            String to,
            String subject,
            String html,
            Instant now) {
        var contact = about.contact();
        return new SendEmail(
                id,
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                purpose,
                to,
                audience.senderName(),
                audience.senderEmail(),
                subject,
                html,
                null,
                now);
    }
}
