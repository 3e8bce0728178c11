package io.sillage.contacts.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.AudienceChanged.SenderDefaults;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the owner of an audience can set.
@RegisterForReflection
record AudienceSettings(
        String name,
        Postal contact,
        String permissionReminder,
        boolean useArchiveBar,
        Sender campaignDefaults,
        String notifyOnSubscribe,
        String notifyOnUnsubscribe,
        boolean emailTypeOption,
        boolean doubleOptin,
        boolean marketingPermissions) {

    static final AudienceSettings NONE = new AudienceSettings(
            "",
            new Postal("", "", "", "", "", "", "US", ""),
            "",
            false,
            new Sender("", "", "", ""),
            "",
            "",
            false,
            false,
            false);

    /// Who the owner is, for the footer of marketing messages.
    @RegisterForReflection
    record Postal(
            String company,
            String address1,
            String address2,
            String city,
            String state,
            String zip,
            String country,
            String phone) {

        String oneLine() {
            var place = Stream.of(state, zip).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
            return Stream.of(address1, address2, city, place, country)
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining(", "));
        }
    }

    /// Who marketing messages come from unless they say otherwise.
    @RegisterForReflection
    record Sender(String fromName, String fromEmail, String subject, String language) {

        SenderDefaults asMessage() {
            return new SenderDefaults(fromName, fromEmail, subject, language);
        }
    }
}
