package io.sillage.events.sms;

import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Ignored;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.integration.Signatures;
import io.sillage.events.integration.Unproven;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Problem;
import io.sillage.platform.text.Texts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Text messages to a number of the account, as Twilio and those who do as Twilio does post them: a form, signed with
/// the account's token over the URL and all fields in the order of their names (Twilio, *Webhooks security*).
@Path("/i/{id}/inbound")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class SmsResource implements Door {

    private static final String ACTION = "inbound";
    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final String ALGORITHM = "HmacSHA1";
    private static final int LONGEST = 1_600;
    private static final String ASK =
            "Reply YES to get text messages from us, or STOP to get none. Message and data rates may apply.";
    private static final String NO_ANSWER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";
    private static final String ANSWER =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>%s</Message></Response>";

    private final Doors doors;
    private final Contacts contacts;
    private final UnknownSenders unknown;
    private final Announcements announcements;
    private final Links links;
    private final InstantSource clock;

    SmsResource(
            Doors doors,
            Contacts contacts,
            UnknownSenders unknown,
            Announcements announcements,
            Links links,
            InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.unknown = unknown;
        this.announcements = announcements;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SMS;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return ACTION;
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        if (headers.apply(SIGNATURE) == null) {
            throw new Unproven();
        }
        return Proof.IN_BODY;
    }

    /// Answers in TwiML: with the help that the integration has for who asks for it, and with a question to who was not
    /// known before.
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces("text/xml; charset=utf-8")
    public Uni<String> receive(@RestPath String id, @RestHeader(SIGNATURE) @Nullable String signature, byte[] body) {
        var url = links.outside("/i/" + id + "/inbound");
        var answer = new AtomicReference<>("");
        return doors.enter(
                        ACTION,
                        integration -> genuine(integration, signature, url, body),
                        (integration, form) -> answer(integration, form, answer))
                .map(_ -> answer.get().isEmpty() ? NO_ANSWER : ANSWER.formatted(escaped(answer.get())));
    }

    private static Uni<SignedForm> genuine(
            Integration integration, @Nullable String signature, String url, byte[] body) {
        var form = SignedForm.read(body);
        if (!Signatures.isBase64(signature, ALGORITHM, integration.text("auth_token"), form.signed(url))) {
            throw new Unproven();
        }
        return Uni.createFrom().item(form);
    }

    private Uni<Void> answer(Integration integration, SignedForm form, AtomicReference<String> answer) {
        var sms = new InboundSms(form.first("From"), form.first("To"), text(form), form.first("MessageSid"));
        answer.set(help(integration, sms));
        return record(integration, sms, answer);
    }

    private static String text(SignedForm form) {
        return Texts.shortened(Texts.storable(form.first("Body")), LONGEST);
    }

    private Uni<Void> record(Integration integration, InboundSms sms, AtomicReference<String> answer) {
        if (sms.messageId().isEmpty()) {
            throw Problem.invalid("MessageSid", "This field is required.");
        }
        if (!sms.to().equals(integration.text("phone_number"))) {
            throw new Ignored("The message was sent to another number.");
        }
        var sender = Identity.ofPhone(sms.from())
                .orElseThrow(() -> new Ignored("The number of the sender is not in the form of E.164."));
        return contacts.find(integration.accountId(), integration.audienceId(), sender)
                .chain(people -> people.isEmpty()
                        ? ofUnknown(integration, sms, sender, answer)
                        : announcements.sendAll(people.stream()
                                .flatMap(contact -> sms.messages(contact, clock.instant()).stream())
                                .toList()));
    }

    private Uni<Void> ofUnknown(
            Integration integration, InboundSms sms, Identity sender, AtomicReference<String> answer) {
        return switch (sms.wish()) {
            case STOP, HELP -> throw new Ignored("The audience has no contact with this number.");
            case START -> unknown.record(integration, sms, sender);
            case NONE -> {
                var text = integration.text("consent_text");
                answer.set(text.isEmpty() ? ASK : text);
                yield unknown.record(integration, sms, sender);
            }
        };
    }

    private static String help(Integration integration, InboundSms sms) {
        return sms.wish() == SmsWish.HELP ? integration.text("help_text") : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
