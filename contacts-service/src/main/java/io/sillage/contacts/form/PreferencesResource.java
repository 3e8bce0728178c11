package io.sillage.contacts.form;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.contact.FreshLinks;
import io.sillage.contacts.contact.Preferences;
import io.sillage.contacts.contact.Profile;
import io.sillage.contacts.form.Pages.PreferencePage;
import io.sillage.contacts.link.ContactRef;
import io.sillage.contacts.link.PreferenceLink;
import io.sillage.contacts.link.PublicLinks;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The preferences of a contact, behind a link in an email to it that is good for a time.
@Path("/p/{token}")
@PermitAll
@BodyLimit(BodyLimit.SMALL)
@Produces(MediaType.TEXT_HTML)
public class PreferencesResource {

    private static final String EMAIL = "channel.email";
    private static final String SMS = "channel.sms";

    /// Asks for a new link instead of one that is out of date.
    private static final String NEW_LINK = "new_link";

    private static final int BAD_REQUEST = 400;

    private final PublicLinks links;
    private final LinkedAudiences audiences;
    private final FormDesignRepository designs;
    private final Preferences preferences;
    private final FreshLinks freshLinks;
    private final InstantSource clock;

    PreferencesResource(
            PublicLinks links,
            LinkedAudiences audiences,
            FormDesignRepository designs,
            Preferences preferences,
            FreshLinks freshLinks,
            InstantSource clock) {
        this.links = links;
        this.audiences = audiences;
        this.designs = designs;
        this.preferences = preferences;
        this.freshLinks = freshLinks;
        this.clock = clock;
    }

    @GET
    public Uni<RestResponse<String>> show(@RestPath String token) {
        return open(token, this::show, (audience, _) -> outOfDate(audience));
    }

    private Uni<RestResponse<String>> show(Audience audience, ContactRef contact) {
        return Panache.withSession(() -> preferences.read(audience, contact))
                .chain(profile -> page(audience, profile, ProfileAnswers.of(audience, profile), List.of(), false));
    }

    private Uni<RestResponse<String>> open(
            String token,
            BiFunction<Audience, ContactRef, Uni<RestResponse<String>>> good,
            BiFunction<Audience, ContactRef, Uni<RestResponse<String>>> outOfDate) {
        var link = links.openPreferences(token);
        var isGood = link.filter(known -> known.isGood(clock.instant())).isPresent();
        return audiences.open(link.map(PreferenceLink::contact), isGood ? good : outOfDate);
    }

    private static Uni<RestResponse<String>> outOfDate(Audience audience) {
        return Uni.createFrom().item(Pages.outOfDate(audience.name(), NEW_LINK));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> change(
            @RestPath String token,
            @RestHeader("X-Forwarded-For") @Nullable String address,
            MultivaluedMap<String, String> posted) {
        var answers = Answers.of(posted);
        var ip = address == null ? "" : address;
        return open(
                token,
                (audience, contact) -> change(audience, contact, answers, ip),
                (audience, contact) -> answers.has(NEW_LINK) ? sendLink(audience, contact) : outOfDate(audience));
    }

    private Uni<RestResponse<String>> change(Audience audience, ContactRef contact, Answers answers, String ip) {
        return Panache.withTransaction(() -> preferences.change(audience, contact, wish(audience, answers), ip))
                .chain(profile -> page(audience, profile, ProfileAnswers.of(audience, profile), List.of(), true))
                .onFailure(PreferencesResource::isAboutAnAnswer)
                .recoverWithUni(failure -> wrong(audience, contact, answers, (Problem) failure));
    }

    private Uni<RestResponse<String>> sendLink(Audience audience, ContactRef contact) {
        return Panache.withTransaction(() -> freshLinks.send(audience, contact))
                .replaceWith(() -> Pages.seeEmailWithLink(audience.name()));
    }

    private static boolean isAboutAnAnswer(Throwable failure) {
        return failure instanceof Problem problem && problem.status() == BAD_REQUEST;
    }

    private Uni<RestResponse<String>> wrong(Audience audience, ContactRef contact, Answers answers, Problem problem) {
        return Panache.withSession(() -> preferences.read(audience, contact))
                .chain(profile -> page(audience, profile, answers, problem.errors(), false));
    }

    /// An unticked box is not sent, so what stands beside it says that it was there.
    private static Preferences.Wish wish(Audience audience, Answers answers) {
        return new Preferences.Wish(
                AnsweredMember.ofProfile(audience, answers), choice(answers, EMAIL), choice(answers, SMS));
    }

    private static Optional<Boolean> choice(Answers answers, String name) {
        return answers.has(name) ? Optional.of(answers.all(name).contains("yes")) : Optional.empty();
    }

    private Uni<RestResponse<String>> page(
            Audience audience, Profile profile, Answers answers, List<FieldError> errors, boolean saved) {
        return Panache.withSession(() -> designs.of(audience.id()))
                .map(design -> Pages.preferences(new PreferencePage(
                        audience.name(),
                        profile.email(),
                        Questions.ofProfile(audience, answers, errors),
                        profile.subscribed().isPresent(),
                        choice(answers, EMAIL).or(profile::subscribed).orElse(false),
                        profile.phone().orElse(""),
                        choice(answers, SMS).orElse(profile.subscribedToSms()),
                        saved,
                        !errors.isEmpty(),
                        design.content("unsub_message"))));
    }
}
