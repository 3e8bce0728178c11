package io.sillage.contacts.form;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.link.ContactRef;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestResponse;

/// Finds the audience that a link speaks of; every link that leads nowhere gets the same page.
@ApplicationScoped
class LinkedAudiences {

    private final AudienceRepository audiences;

    LinkedAudiences(AudienceRepository audiences) {
        this.audiences = audiences;
    }

    /// @param contact what the link says; empty for a link that is not ours
    Uni<RestResponse<String>> open(
            Optional<ContactRef> contact, BiFunction<Audience, ContactRef, Uni<RestResponse<String>>> answer) {
        return contact.map(known -> open(known, answer))
                .orElseGet(() -> Uni.createFrom().item(Pages.unknown()));
    }

    private Uni<RestResponse<String>> open(
            ContactRef contact, BiFunction<Audience, ContactRef, Uni<RestResponse<String>>> answer) {
        return Panache.withSession(() -> audiences.alive(contact.audienceId()))
                .map(found -> found.filter(audience -> audience.accountId().equals(contact.accountId()))
                        .orElseThrow(Problem::notFound))
                .chain(audience -> answer.apply(audience, contact))
                .onFailure(Problem.class)
                .recoverWithItem(_ -> Pages.unknown());
    }
}
