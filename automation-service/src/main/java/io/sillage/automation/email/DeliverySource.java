package io.sillage.automation.email;

import io.sillage.automation.flow.EmailContent;
import io.sillage.automation.flow.VersionId;
import io.sillage.contracts.SendEmail;
import java.util.Map;
import java.util.UUID;

/// Why an email is sent.
sealed interface DeliverySource {

    /// In words of the API.
    String purpose();

    /// A contact reached a step.
    ///
    /// @param event the properties of the event that started the walk
    record FlowStep(UUID enrollmentId, VersionId version, int stepId, Map<String, String> event)
            implements DeliverySource {

        static final String PURPOSE = "flow";

        @Override
        public String purpose() {
            return PURPOSE;
        }
    }

    /// Another service asked for it, and said what is in it.
    record Request(SendEmail.Purpose why, EmailContent content) implements DeliverySource {

        @Override
        public String purpose() {
            return why.word();
        }
    }
}
