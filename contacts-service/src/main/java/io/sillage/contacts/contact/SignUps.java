package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.link.ContactRef;
import io.sillage.contacts.mail.Mails;
import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SendEmail;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// People who subscribe themselves, by a form that anybody can fill in with anybody's address. What it says about a
/// contact that is known already is not taken, and nobody learns from it who is.
@ApplicationScoped
public class SignUps {

    private static final String SOURCE = "Hosted Signup Form";

    /// Whoever sends the form again and again gets one email in this time.
    private static final Duration BETWEEN_EMAILS = Duration.ofMinutes(10);

    private final ContactRepository contacts;
    private final ForgottenAddressRepository forgotten;
    private final ContactAnnouncements announcements;
    private final Mails mails;
    private final SessionOutbox outbox;
    private final InstantSource clock;

    SignUps(
            ContactRepository contacts,
            ForgottenAddressRepository forgotten,
            ContactAnnouncements announcements,
            Mails mails,
            SessionOutbox outbox,
            InstantSource clock) {
        this.contacts = contacts;
        this.forgotten = forgotten;
        this.announcements = announcements;
        this.mails = mails;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// What is to happen next.
    public enum Next {
        /// The address gets an email, whatever it says.
        SEE_EMAIL,
        NOTHING
    }

    private record SignUp(Audience audience, MemberForm form, FieldValues values, Cause cause, String ip) {}

    /// In the current transaction. Fails with 400 for what the audience does not take, or if a field is missing that
    /// its form asks for.
    ///
    /// @param member as in the API, without a status
    public Uni<Next> signUp(Audience audience, JsonBody member, String ip) {
        var form = MemberForm.upsert(member);
        var values = FieldValues.read(form.mergeFields(), audience);
        values.requireAll(audience.fields().shown(), true);
        var signUp = new SignUp(audience, form, values, Cause.ownWill(Origin.FORM, ip), ip);
        return contacts.lock(audience.id(), SubscriberKey.of(form.email().orElseThrow()))
                .chain(found -> found.map(contact -> again(signUp, contact)).orElseGet(() -> first(signUp)));
    }

    /// Whether somebody else added the address in the meantime, so that another attempt finds it.
    public static boolean isRace(Problem problem) {
        return problem instanceof AddressTaken;
    }

    /// Who was deleted for good comes back by its own will, which takes a confirmation.
    private Uni<Next> first(SignUp signUp) {
        return forgotten
                .isForgotten(signUp.audience().id(), signUp.form().email().orElseThrow())
                .chain(wasForgotten -> add(signUp, wasForgotten));
    }

    private Uni<Next> add(SignUp signUp, boolean wasForgotten) {
        var now = clock.instant();
        var mustConfirm = signUp.audience().isDoubleOptIn() || wasForgotten;
        var contact = new Contact(
                Ids.newId(now),
                signUp.audience(),
                signUp.form().email().orElseThrow(),
                mustConfirm ? EmailStatus.PENDING : EmailStatus.SUBSCRIBED,
                SOURCE,
                signUp.cause(),
                now);
        var changes = new ArrayList<Change>(List.of(new Change.Created()));
        MemberChanges.apply(signUp.form().withoutStatus(), signUp.values(), signUp.audience(), contact, now).stream()
                .filter(MemberService::isToldOfNewContacts)
                .forEach(changes::add);
        contact.changeSignup(signUp.ip(), now);
        if (wasForgotten) {
            contact.waitForOwnWord();
        }
        if (!mustConfirm) {
            contact.changeOptIn(signUp.ip(), now);
        }
        return contacts.save(contact)
                .chain(() -> announcements.announce(signUp.audience(), contact, changes, signUp.cause()))
                .replaceWith(mustConfirm ? Next.SEE_EMAIL : Next.NOTHING);
    }

    private Uni<Next> again(SignUp signUp, Contact contact) {
        var now = clock.instant();
        return switch (contact.status()) {
            case SUBSCRIBED -> subscribedAlready(signUp.audience(), contact, now);
            case PENDING ->
                outbox.append(mails.confirmation(
                                mailId("confirm-again", contact, now),
                                signUp.audience(),
                                FollowUps.recipient(contact),
                                now))
                        .replaceWith(Next.SEE_EMAIL);
            case UNSUBSCRIBED, CLEANED, TRANSACTIONAL, ARCHIVED -> comesBack(signUp, contact, now);
        };
    }

    private Uni<Next> subscribedAlready(Audience audience, Contact contact, Instant now) {
        return audience.isDoubleOptIn()
                ? outbox.append(alreadySubscribed(audience, contact, now)).replaceWith(Next.SEE_EMAIL)
                : Uni.createFrom().item(Next.NOTHING);
    }

    private SendEmail alreadySubscribed(Audience audience, Contact contact, Instant now) {
        return mails.alreadySubscribed(
                mailId("already-subscribed", contact, now), audience, FollowUps.recipient(contact), now);
    }

    private static UUID mailId(String what, Contact contact, Instant now) {
        return Ids.derived(what, contact.id(), now.toEpochMilli() / BETWEEN_EMAILS.toMillis());
    }

    /// Who opted out itself is only subscribed again if it is certain that it is the same person.
    private Uni<Next> comesBack(SignUp signUp, Contact contact, Instant now) {
        var mustConfirm = signUp.audience().isDoubleOptIn() || contact.refusesSubscription();
        var changes = new ArrayList<Change>();
        (mustConfirm ? contact.changeStatus(EmailStatus.PENDING, now) : contact.optIn(now)).ifPresent(changes::add);
        contact.changeSignup(signUp.ip(), now).ifPresent(changes::add);
        if (!mustConfirm) {
            contact.changeOptIn(signUp.ip(), now).ifPresent(changes::add);
        }
        return save(signUp.audience(), contact, changes, signUp.cause(), now)
                .replaceWith(mustConfirm ? Next.SEE_EMAIL : Next.NOTHING);
    }

    /// The owner of the mailbox says yes, in the current transaction. Emits whether the contact is subscribed now: a
    /// link that is out of date subscribes nobody.
    public Uni<Boolean> confirm(Audience audience, ContactRef ref, String ip) {
        return contacts.lockAll(List.of(ref.contactId())).chain(found -> found.stream()
                .filter(contact -> contact.audienceId().equals(audience.id()))
                .findFirst()
                .map(contact -> confirm(audience, contact, ip))
                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> confirm(Audience audience, Contact contact, String ip) {
        if (contact.status() != EmailStatus.PENDING) {
            return Uni.createFrom().item(contact.status() == EmailStatus.SUBSCRIBED);
        }
        var now = clock.instant();
        var changes = new ArrayList<Change>();
        contact.optIn(now).ifPresent(changes::add);
        contact.changeOptIn(ip, now).ifPresent(changes::add);
        return forgotten
                .remove(contact)
                .chain(() -> save(audience, contact, changes, Cause.ownWill(Origin.FORM, ip), now))
                .replaceWith(true);
    }

    private Uni<Void> save(Audience audience, Contact contact, List<Change> changes, Cause cause, Instant now) {
        contact.touched(now);
        return contacts.save(contact)
                .chain(() -> announcements.announce(audience, contact, changes, cause))
                .replaceWithVoid();
    }
}
