package io.sillage.contacts.contact;

import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.SmsStatus;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mobile phone of a contact and what it agreed to receive there. Without a phone nothing is agreed to.
@Embeddable
class SmsConsent {

    private @Nullable String smsPhone;
    private SmsStatus smsStatus = SmsStatus.NONSUBSCRIBED;
    private boolean smsOptedOut;
    private @Nullable Instant smsChangedAt;

    /// Another phone: what was agreed to was agreed to for the old one.
    List<Change> changePhone(Optional<PhoneNumber> to, Instant now) {
        var from = smsPhone;
        smsPhone = to.map(PhoneNumber::e164).orElse(null);
        if (Objects.equals(from, smsPhone)) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        changes.add(new Change.SmsPhoneChanged(from, smsPhone));
        smsOptedOut = false;
        changeStatus(SmsStatus.NONSUBSCRIBED, now).ifPresent(changes::add);
        smsChangedAt = now;
        return changes;
    }

    Optional<Change> changeStatus(SmsStatus to, Instant now) {
        var from = smsStatus;
        if (from == to) {
            return Optional.empty();
        }
        smsStatus = to;
        smsChangedAt = now;
        return Optional.of(new Change.SmsStatusChanged(from, to));
    }

    /// When the present status was agreed to, if that is known better than by when it was told.
    Optional<Change> changeConsentTime(Instant at) {
        if (at.equals(smsChangedAt)) {
            return Optional.empty();
        }
        smsChangedAt = at;
        return Optional.of(new Change.ProfileChanged("sms_opt_in"));
    }

    /// The contact itself wants no more messages: only the contact itself can take that back.
    Optional<Change> optOut(Instant now) {
        if (smsPhone == null) {
            return Optional.empty();
        }
        smsOptedOut = true;
        return changeStatus(SmsStatus.UNSUBSCRIBED, now);
    }

    /// Nothing happens to a contact that agreed to nothing.
    Optional<Change> unsubscribe(Instant now) {
        return switch (smsStatus) {
            case SUBSCRIBED, PENDING -> changeStatus(SmsStatus.UNSUBSCRIBED, now);
            case UNSUBSCRIBED, NONSUBSCRIBED -> Optional.empty();
        };
    }

    /// The contact itself wants messages.
    Optional<Change> optIn(Instant now) {
        if (smsPhone == null) {
            return Optional.empty();
        }
        smsOptedOut = false;
        return changeStatus(SmsStatus.SUBSCRIBED, now);
    }

    /// Whether nobody but the contact may make it subscribed.
    boolean refusesSubscription() {
        return smsOptedOut && smsStatus != SmsStatus.SUBSCRIBED;
    }

    boolean hasPhone() {
        return smsPhone != null;
    }

    Optional<PhoneNumber> phone() {
        return Optional.ofNullable(smsPhone).map(PhoneNumber::new);
    }

    SmsStatus status() {
        return smsStatus;
    }

    @Nullable
    Instant changedAt() {
        return smsChangedAt;
    }

    ContactChanged.Sms asMessage() {
        return new ContactChanged.Sms(smsPhone, smsStatus);
    }
}
