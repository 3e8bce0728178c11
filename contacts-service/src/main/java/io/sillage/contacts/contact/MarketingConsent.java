package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SmsStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a contact agreed to on a channel, in the words of *Audiences* in the Marketing API, and the status of ours that
/// follows from it.
enum MarketingConsent {
    UNKNOWN,
    CONSENTED,
    CONFIRMED,
    DENIED;

    static MarketingConsent of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Set<String> words() {
        return Arrays.stream(values()).map(MarketingConsent::word).collect(toUnmodifiableSet());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty where an audience without double opt-in has nothing to wait for.
    Optional<EmailStatus> emailStatus(boolean doubleOptIn) {
        return switch (this) {
            case UNKNOWN -> Optional.of(EmailStatus.TRANSACTIONAL);
            case CONSENTED -> doubleOptIn ? Optional.of(EmailStatus.PENDING) : Optional.empty();
            case CONFIRMED -> Optional.of(EmailStatus.SUBSCRIBED);
            case DENIED -> Optional.of(EmailStatus.UNSUBSCRIBED);
        };
    }

    SmsStatus smsStatus(boolean doubleOptIn) {
        return switch (this) {
            case UNKNOWN -> SmsStatus.NONSUBSCRIBED;
            case CONSENTED -> doubleOptIn ? SmsStatus.PENDING : SmsStatus.SUBSCRIBED;
            case CONFIRMED -> SmsStatus.SUBSCRIBED;
            case DENIED -> SmsStatus.UNSUBSCRIBED;
        };
    }

    /// A mailbox that does not exist has taken nothing back.
    static MarketingConsent of(EmailStatus status) {
        return switch (status) {
            case SUBSCRIBED, CLEANED -> CONFIRMED;
            case PENDING -> CONSENTED;
            case UNSUBSCRIBED -> DENIED;
            case TRANSACTIONAL, ARCHIVED -> UNKNOWN;
        };
    }

    static MarketingConsent of(SmsStatus status, boolean doubleOptIn) {
        return switch (status) {
            case SUBSCRIBED -> doubleOptIn ? CONFIRMED : CONSENTED;
            case PENDING -> CONSENTED;
            case UNSUBSCRIBED -> DENIED;
            case NONSUBSCRIBED -> UNKNOWN;
        };
    }
}
