package io.sillage.contacts.contact;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a request says of one channel of a contact, email or SMS; what it leaves out is empty.
///
/// @param address the email address or the phone, as it was written
/// @param capturedAt when the contact agreed; only of a confirmed consent
/// @param source where it agreed, in words
record ChannelForm(
        Optional<String> address,
        Optional<MarketingConsent> consent,
        Optional<Instant> capturedAt,
        Optional<String> source) {

    static final ChannelForm NOTHING =
            new ChannelForm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST = 255;
    private static final Set<String> CONSENTS = MarketingConsent.words();

    /// @param nameOfAddress the field of the channel that has the address
    static ChannelForm read(JsonField channel, String nameOfAddress) {
        return channel.object().map(body -> read(body, nameOfAddress)).orElse(NOTHING);
    }

    private static ChannelForm read(JsonBody channel, String nameOfAddress) {
        var address = channel.field(nameOfAddress).text(1, LONGEST);
        return channel.field("marketing_consent")
                .object()
                .map(consent -> withConsent(address, consent))
                .orElse(new ChannelForm(address, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static ChannelForm withConsent(Optional<String> address, JsonBody consent) {
        var status = consent.field("status").required().oneOf(CONSENTS).map(MarketingConsent::of);
        var capturedAt = consent.field("captured_at").instant();
        if (capturedAt.isPresent()
                && status.filter(MarketingConsent.CONFIRMED::equals).isEmpty()) {
            consent.reject("captured_at", "This value is only taken with a status of \"confirmed\".");
        }
        var source = consent.field("source")
                .object()
                .flatMap(named -> named.field("name").text(0, LONGEST))
                .filter(name -> !name.isBlank());
        return new ChannelForm(address, status, capturedAt, source);
    }
}
