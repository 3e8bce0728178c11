package io.sillage.automation.email;

import io.sillage.contracts.Message;
import io.sillage.contracts.SendEmail;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes emails that other services ask for.
@ApplicationScoped
class SendEmailConsumer {

    private final Consumption consumption;
    private final RequestedEmails emails;

    SendEmailConsumer(Consumption consumption, RequestedEmails emails) {
        this.consumption = consumption;
        this.emails = emails;
    }

    @Incoming("email-requests")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        return emails.add(messages.stream()
                .filter(SendEmail.class::isInstance)
                .map(SendEmail.class::cast)
                .toList());
    }
}
