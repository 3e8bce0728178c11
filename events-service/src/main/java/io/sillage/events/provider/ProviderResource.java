package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.Message;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Ignored;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Reports of email providers about bounces and complaints, each by its own webhooks and signature; and those that mail
/// servers send as plain emails, which whoever receives them hands over as they are.
@Path("/i/{id}/reports")
@PermitAll
public class ProviderResource {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Doors doors;
    private final Contacts contacts;
    private final Announcements announcements;
    private final SnsCertificates certificates;
    private final OutboundClient client;
    private final ObjectMapper json;
    private final InstantSource clock;

    ProviderResource(
            Doors doors,
            Contacts contacts,
            Announcements announcements,
            SnsCertificates certificates,
            OutboundClient client,
            ObjectMapper json,
            InstantSource clock) {
        this.doors = doors;
        this.contacts = contacts;
        this.announcements = announcements;
        this.certificates = certificates;
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> receive(
            @RestPath String id,
            @RestHeader("X-Twilio-Email-Event-Webhook-Signature") @Nullable String signature,
            @RestHeader("X-Twilio-Email-Event-Webhook-Timestamp") @Nullable String timestamp,
            @RestHeader(Integration.SECRET_HEADER) @Nullable String secret,
            byte[] body) {
        return doors.enter(id, IntegrationType.EMAIL_PROVIDER, "reports", integration -> {
            var key = integration.text("signing_key");
            return switch (integration.text("provider")) {
                case "mailgun" -> {
                    var said = read(body);
                    require(Mailgun.isGenuine(said, key));
                    yield take(integration, Mailgun.reports(said));
                }
                case "sendgrid" -> {
                    require(SendGrid.isGenuine(body, signature, timestamp, key));
                    yield take(integration, SendGrid.reports(read(body)));
                }
                case "ses" -> ofSns(integration, read(body));
                case "rfc3464" -> {
                    require(integration.isSecret(secret));
                    yield take(integration, PlainReport.reports(body));
                }
                default -> throw Problem.badRequest("The provider of this integration is not known.");
            };
        });
    }

    private static void require(boolean genuine) {
        if (!genuine) {
            throw Doors.unproven();
        }
    }

    /// Only messages of the topic that the integration names: everybody can have one of his own.
    private Uni<Void> ofSns(Integration integration, JsonNode message) {
        require(integration.text("signing_key").equals(message.path("TopicArn").asText()));
        var certificate = AmazonSns.url(message, "SigningCertURL").orElseThrow(Doors::unproven);
        return certificates.key(certificate).chain(key -> {
            require(AmazonSns.isGenuine(message, key));
            return switch (message.path("Type").asText()) {
                case AmazonSns.CONFIRMATION -> confirm(message);
                case AmazonSns.NOTIFICATION ->
                    take(
                            integration,
                            AmazonSes.reports(
                                    read(message.path("Message").asText().getBytes(StandardCharsets.UTF_8))));
                default -> throw new Ignored("Nothing follows from this message.");
            };
        });
    }

    private Uni<Void> confirm(JsonNode message) {
        var url = AmazonSns.url(message, "SubscribeURL").orElseThrow(Doors::unproven);
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

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw Problem.notJson();
        }
    }
}
