package io.sillage.automation.email;

import static java.util.Objects.requireNonNull;

import io.quarkus.logging.Log;
import io.sillage.automation.contact.Account;
import io.sillage.automation.contact.AccountRepository;
import io.sillage.automation.contact.Audience;
import io.sillage.automation.contact.AudienceRepository;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.email.DeliverySource.FlowStep;
import io.sillage.automation.email.DeliverySource.Request;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Definitions;
import io.sillage.automation.flow.EmailContent;
import io.sillage.automation.flow.Step;
import io.sillage.automation.flow.VersionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Renders emails for their receivers, as these are now, and drops those that may not be sent any more. Rendering
/// takes its time with large emails, so it leaves the event loop.
@ApplicationScoped
class Preparation {

    private final Definitions definitions;
    private final ContactRepository contacts;
    private final AudienceRepository audiences;
    private final AccountRepository accounts;
    private final ReceiverLinks links;
    private final Tracking tracking;
    private final Vertx vertx;

    Preparation(
            Definitions definitions,
            ContactRepository contacts,
            AudienceRepository audiences,
            AccountRepository accounts,
            ReceiverLinks links,
            Tracking tracking,
            Vertx vertx) {
        this.definitions = definitions;
        this.contacts = contacts;
        this.audiences = audiences;
        this.accounts = accounts;
        this.links = links;
        this.tracking = tracking;
        this.vertx = vertx;
    }

    /// @param outgoing what is to be handed over
    /// @param dropped what is not, with the reason
    record Prepared(List<OutgoingEmail> outgoing, List<Outcome> dropped) {}

    private record Facts(
            Map<VersionId, Definition> definitions,
            Map<UUID, Contact> contacts,
            Map<UUID, Audience> audiences,
            Map<UUID, Account> accounts) {}

    Uni<Prepared> prepare(SqlConnection connection, List<Delivery> deliveries, Instant now) {
        return deliveries.isEmpty()
                ? Uni.createFrom().item(new Prepared(List.of(), List.of()))
                : load(connection, deliveries)
                        .chain(facts -> vertx.executeBlocking(() -> prepare(deliveries, facts, now), false));
    }

    private Uni<Facts> load(SqlConnection connection, List<Delivery> deliveries) {
        return definitions
                .load(
                        connection,
                        deliveries.stream()
                                .flatMap(delivery -> delivery.step().stream())
                                .map(FlowStep::version)
                                .toList())
                .chain(versions -> contacts.load(
                                connection,
                                deliveries.stream().map(Delivery::contactId).toList())
                        .chain(people -> audiences
                                .load(
                                        connection,
                                        deliveries.stream()
                                                .map(Delivery::audienceId)
                                                .toList())
                                .chain(lists -> accounts.load(
                                                connection,
                                                deliveries.stream()
                                                        .map(Delivery::accountId)
                                                        .toList())
                                        .map(owners -> new Facts(versions, people, lists, owners)))));
    }

    private Prepared prepare(List<Delivery> deliveries, Facts facts, Instant now) {
        var outgoing = new ArrayList<OutgoingEmail>();
        var dropped = new ArrayList<Outcome>();
        for (var delivery : deliveries) {
            var refusal = refusal(delivery, facts);
            if (refusal.isPresent()) {
                dropped.add(dropped(delivery, DeliveryStatus.SKIPPED, refusal.get()));
            } else {
                render(delivery, facts, now)
                        .ifPresentOrElse(
                                outgoing::add,
                                () -> dropped.add(
                                        dropped(delivery, DeliveryStatus.FAILED, "The email could not be rendered.")));
            }
        }
        return new Prepared(outgoing, dropped);
    }

    private static Outcome dropped(Delivery delivery, DeliveryStatus status, String reason) {
        return new Outcome(delivery.deliveryId(), status, reason, delivery.attempts(), null);
    }

    private static Optional<String> refusal(Delivery delivery, Facts facts) {
        return switch (delivery.source()) {
            case FlowStep _ -> refusalOfMarketing(delivery, facts);
            case Request _ -> Optional.empty();
        };
    }

    private static Optional<String> refusalOfMarketing(Delivery delivery, Facts facts) {
        var contact = facts.contacts().get(delivery.contactId());
        if (contact == null || !facts.audiences().containsKey(delivery.audienceId())) {
            return Optional.of("The contact does not exist any more.");
        }
        return contact.isSubscribed()
                ? Optional.empty()
                : Optional.of("The contact is not subscribed, its status is %s."
                        .formatted(contact.status().word()));
    }

    private Optional<OutgoingEmail> render(Delivery delivery, Facts facts, Instant now) {
        try {
            return switch (delivery.source()) {
                case FlowStep step -> render(delivery, step, facts, now);
                case Request request -> Optional.of(asItIs(delivery, request.content()));
            };
        } catch (RuntimeException e) {
            Log.errorf(e, "Email not rendered delivery=%s", delivery.deliveryId());
            return Optional.empty();
        }
    }

    private static OutgoingEmail asItIs(Delivery delivery, EmailContent content) {
        var email = RenderedEmail.asItIs(content);
        var to = requireNonNull(delivery.emailAddress());
        return new OutgoingEmail(delivery.rendered(to, email, Map.of()), content, email, null);
    }

    private Optional<OutgoingEmail> render(Delivery delivery, FlowStep step, Facts facts, Instant now) {
        return Optional.ofNullable(facts.definitions().get(step.version()))
                .flatMap(known -> known.step(step.stepId()))
                .filter(Step.SendEmail.class::isInstance)
                .map(found -> render(delivery, step, ((Step.SendEmail) found).email(), facts, now));
    }

    private OutgoingEmail render(Delivery delivery, FlowStep step, EmailContent content, Facts facts, Instant now) {
        var contact = facts.contacts().get(delivery.contactId());
        var urls = links.of(delivery);
        var values = new MergeValues(
                contact,
                facts.audiences().get(delivery.audienceId()),
                step.event(),
                urls,
                now.atZone(facts.accounts().get(delivery.accountId()).timeZone()));
        var printed = values.of(RenderedEmail.tagsOf(content));
        var email = RenderedEmail.of(content, printed);
        return new OutgoingEmail(
                delivery.rendered(contact.email(), email, printed),
                content,
                tracking.tracked(delivery, step, content.html(), email),
                urls.unsubscribe());
    }
}
