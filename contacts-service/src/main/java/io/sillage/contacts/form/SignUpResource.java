package io.sillage.contacts.form;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.logging.Log;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.contact.SignUps;
import io.sillage.contacts.contact.SignUps.Next;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The sign-up form of an audience. Anybody may fill it in; the gateway slows down who does it often.
@Path("/f/{list_id}")
@PermitAll
@BodyLimit(BodyLimit.SMALL)
@Produces(MediaType.TEXT_HTML)
public class SignUpResource {

    /// Somebody who sends the same address at the same moment may come first.
    private static final int MORE_ATTEMPTS = 2;

    private static final int BAD_REQUEST = 400;

    private final AudienceRepository audiences;
    private final FormDesignRepository designs;
    private final SignUps signUps;

    SignUpResource(AudienceRepository audiences, FormDesignRepository designs, SignUps signUps) {
        this.audiences = audiences;
        this.designs = designs;
        this.signUps = signUps;
    }

    @GET
    @WithSession
    public Uni<RestResponse<String>> show(@RestPath("list_id") String listId) {
        return audiences
                .ofAnybody(listId)
                .chain(audience -> designs.of(audience.id())
                        .map(design -> Pages.signUp(
                                audience.name(), design, Questions.ofSignUp(audience, Answers.NONE, List.of()))))
                .onFailure(Problem.class)
                .recoverWithItem(_ -> Pages.unknown());
    }

    /// A machine that fills in what nobody sees gets the answer that a person gets, and nothing happens.
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> signUp(
            @RestPath("list_id") String listId,
            @RestHeader("X-Forwarded-For") @Nullable String address,
            MultivaluedMap<String, String> posted) {
        var answers = Answers.of(posted);
        var ip = address == null ? "" : address;
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(
                        () -> audiences.ofAnybody(listId).chain(audience -> signUp(audience, answers, ip))))
                .onFailure(failure -> failure instanceof Problem problem && SignUps.isRace(problem))
                .retry()
                .atMost(MORE_ATTEMPTS)
                .onFailure(Problem.class)
                .recoverWithUni(failure -> refused(listId, answers, failure));
    }

    private Uni<RestResponse<String>> signUp(Audience audience, Answers answers, String ip) {
        if (answers.isOfAMachine()) {
            Log.infof("Sign-up of a machine ignored list=%s", audience.listId());
            return Uni.createFrom().item(Pages.seeEmail(audience.name()));
        }
        return signUps.signUp(audience, AnsweredMember.ofSignUp(audience, answers), ip)
                .chain(next -> designs.of(audience.id()).map(design -> page(audience, design, next)));
    }

    private static RestResponse<String> page(Audience audience, FormDesign design, Next next) {
        return switch (next) {
            case SEE_EMAIL -> Pages.seeEmail(audience.name());
            case NOTHING -> Pages.subscribed(audience.name(), design);
        };
    }

    private Uni<RestResponse<String>> refused(String listId, Answers answers, Problem problem) {
        if (problem.status() != BAD_REQUEST) {
            return Uni.createFrom().item(Pages.unknown());
        }
        return Panache.withSession(() -> audiences.ofAnybody(listId).chain(audience -> designs.of(audience.id())
                .map(design -> Pages.signUpAgain(
                        audience.name(), design, Questions.ofSignUp(audience, answers, problem.errors())))));
    }
}
