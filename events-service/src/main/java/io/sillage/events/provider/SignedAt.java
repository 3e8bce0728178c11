package io.sillage.events.provider;

import io.sillage.events.integration.Unproven;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// How long what a provider signed is good for: as long as the provider sends it again, and not longer, so that a
/// request that somebody got hold of is worth nothing afterwards.
enum SignedAt {
    /// Retries for eight hours (Mailgun, *Webhooks*), and does not say whether it signs anew.
    MAILGUN(Duration.ofHours(9)),
    /// Retries for 24 hours (SendGrid, *Troubleshooting the Event Webhook*).
    SENDGRID(Duration.ofHours(25)),
    /// Retries for an hour at the most (Amazon SNS, *Creating an HTTP/S delivery policy*); what is signed is when it
    /// was published.
    SNS(Duration.ofHours(2));

    private static final Duration AHEAD = Duration.ofMinutes(15);

    private final Duration longest;

    SignedAt(Duration longest) {
        this.longest = longest;
    }

    /// Since when what was signed is still good.
    Instant oldest(Instant now) {
        return now.minus(longest);
    }

    /// Seconds since 1970. Fails with 401 if it is none, or not of these hours.
    Instant require(String seconds, Instant now) {
        try {
            return require(Instant.ofEpochSecond(Long.parseLong(seconds)), now);
        } catch (NumberFormatException | DateTimeException e) {
            throw new Unproven();
        }
    }

    /// In ISO 8601. Fails with 401 if it is none, or not of these hours.
    Instant requireInstant(String text, Instant now) {
        try {
            return require(Instant.parse(text), now);
        } catch (DateTimeException e) {
            throw new Unproven();
        }
    }

    private Instant require(Instant signedAt, Instant now) {
        if (signedAt.isBefore(oldest(now)) || signedAt.isAfter(now.plus(AHEAD))) {
            throw new Unproven("This was signed too long ago, or for a time to come.");
        }
        return signedAt;
    }
}
