package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contracts.Message;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Ignored;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.integration.Unproven;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.BoundedJson;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundClient;
import io.sillage.platform.outbound.OutboundRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Reports of email providers about bounces and complaints, each by its own webhooks and signature; and those that mail
/// servers send as plain emails, which whoever receives them hands over as they are.
@Path("/i/{id}/reports")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class ProviderResource implements Door {

    private static final String ACTION = "reports";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Doors doors;
    private final Contacts contacts;
    private final Announcements announcements;
    private final Proofs proofs;
    private final OutboundClient client;
    private final InstantSource clock;

    ProviderResource(
            Doors doors,
            Contacts contacts,
            Announcements announcements,
            Proofs proofs,
            OutboundClient client,
            InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.announcements = announcements;
        this.proofs = proofs;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.EMAIL_PROVIDER;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return ACTION;
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        return proofs.ofHeaders(integration, headers);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> receive(
            @RestPath String id,
            @RestHeader(SendGrid.SIGNATURE) @Nullable String signature,
            @RestHeader(SendGrid.TIMESTAMP) @Nullable String timestamp,
            byte[] body) {
        return switch (doors.integration().text(Proofs.PROVIDER)) {
            case "mailgun" ->
                doors.enter(
                        ACTION,
                        integration -> proofs.ofMailgun(integration, body),
                        (integration, said) -> take(integration, Mailgun.reports(said)));
            case "sendgrid" ->
                doors.enter(
                        ACTION,
                        integration -> proofs.ofSendGrid(integration, signature, timestamp, body),
                        (integration, genuine) -> take(integration, SendGrid.reports(BoundedJson.readTree(genuine))));
            case "ses" -> doors.enter(ACTION, integration -> proofs.ofSns(integration, body), this::takeSns);
            case "rfc3464" -> doors.enter(ACTION, integration -> take(integration, PlainReport.reports(body)));
            default -> throw Problem.badRequest("The provider of this integration is not known.");
        };
    }

    private Uni<Void> takeSns(Integration integration, JsonNode message) {
        return switch (message.path("Type").asText()) {
            case AmazonSns.CONFIRMATION -> confirm(message);
            case AmazonSns.NOTIFICATION ->
                take(
                        integration,
                        AmazonSes.reports(
                                BoundedJson.readTree(message.path("Message").asText())));
            default -> throw new Ignored("Nothing follows from this message.");
        };
    }

    private Uni<Void> confirm(JsonNode message) {
        var url = AmazonSns.subscription(message).orElseThrow(Unproven::new);
        return client.send(OutboundRequest.get(url, Map.of(), PATIENCE))
                .invoke(answer -> {
                    if (!(answer instanceof Answered answered) || !answered.isSuccess()) {
                        throw Problem.unavailable();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> take(Integration integration, List<MailReport> reports) {
        if (reports.isEmpty()) {
            throw new Ignored("Nothing follows from these events.");
        }
        var now = clock.instant();
        return Multi.createFrom()
                .iterable(reports)
                .onItem()
                .transformToUniAndConcatenate(report -> messages(integration, report, now))
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(List::stream).toList())
                .chain(messages -> {
                    if (messages.isEmpty()) {
                        throw new Ignored("The audience has no contact with this email address.");
                    }
                    return announcements.sendAll(messages);
                });
    }

    private Uni<List<Message>> messages(Integration integration, MailReport report, Instant now) {
        return Identity.ofEmail(report.address())
                .map(identity -> contacts.find(integration.accountId(), integration.audienceId(), identity))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(people -> people.stream()
                        .map(contact -> report.message(contact, now))
                        .toList());
    }
}
