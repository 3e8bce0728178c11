package io.sillage.contacts.contact;

import io.sillage.contacts.growth.Growth;
import io.sillage.contacts.growth.Growth.Key;
import io.sillage.contacts.growth.GrowthKind;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What is kept of changes of contacts besides the contacts: each contact's history of consent, and how audiences grow.
@ApplicationScoped
class ChangeLog {

    private static final Set<Origin> BY_THE_CONTACT = EnumSet.of(Origin.FORM, Origin.PREFERENCES);
    private static final Set<EmailStatus> GONE = EnumSet.of(EmailStatus.UNSUBSCRIBED, EmailStatus.CLEANED);

    private final ConsentHistory history;
    private final Growth growth;

    ChangeLog(ConsentHistory history, Growth growth) {
        this.history = history;
        this.growth = growth;
    }

    /// In the current transaction.
    Uni<Void> note(List<CausedChange> changes, Instant now) {
        return history.note(changes, now).chain(() -> growth.add(numbers(changes), now));
    }

    /// A contact is deleted for good, in the current transaction.
    Uni<Void> noteErasure(Contact contact, Instant now) {
        var numbers = new HashMap<Key, Integer>();
        count(numbers, contact.audienceId(), GrowthKind.DELETE, 1);
        if (contact.status() == EmailStatus.SUBSCRIBED) {
            count(numbers, contact.audienceId(), GrowthKind.TOTAL, -1);
            count(numbers, contact.audienceId(), GrowthKind.OTHER_REMOVE, 1);
        }
        return growth.add(numbers, now);
    }

    private static Map<Key, Integer> numbers(List<CausedChange> changes) {
        var numbers = new HashMap<Key, Integer>();
        for (var caused : changes) {
            var contact = caused.change().contact();
            for (var change : caused.change().changes()) {
                switch (change) {
                    case Change.Created _ -> entered(numbers, contact, EmailStatus.ARCHIVED, contact.status(), caused);
                    case Change.StatusChanged(var from, var to) -> moved(numbers, contact, from, to, caused);
                    default -> {} // counts nowhere
                }
            }
        }
        return numbers;
    }

    private static void moved(
            Map<Key, Integer> numbers, Contact contact, EmailStatus from, EmailStatus to, CausedChange caused) {
        if (from == EmailStatus.SUBSCRIBED) {
            count(numbers, contact.audienceId(), GrowthKind.TOTAL, -1);
            count(numbers, contact.audienceId(), lost(to), 1);
        }
        entered(numbers, contact, from, to, caused);
    }

    /// As what a subscribed contact is counted that is so no longer.
    private static GrowthKind lost(EmailStatus to) {
        return switch (to) {
            case UNSUBSCRIBED -> GrowthKind.UNSUBSCRIBE;
            case CLEANED -> GrowthKind.CLEAN;
            case SUBSCRIBED, PENDING, TRANSACTIONAL, ARCHIVED -> GrowthKind.OTHER_REMOVE;
        };
    }

    private static void entered(
            Map<Key, Integer> numbers, Contact contact, EmailStatus from, EmailStatus to, CausedChange caused) {
        var audienceId = contact.audienceId();
        switch (to) {
            case SUBSCRIBED ->
                subscribed(numbers, audienceId, from, caused.cause().origin());
            case PENDING -> count(numbers, audienceId, GrowthKind.PENDING, 1);
            case TRANSACTIONAL -> count(numbers, audienceId, GrowthKind.TRANSACTIONAL, 1);
            case UNSUBSCRIBED, CLEANED, ARCHIVED -> {} // counted as what was lost by it, if anything was
        }
    }

    private static void subscribed(Map<Key, Integer> numbers, UUID audienceId, EmailStatus from, Origin origin) {
        count(numbers, audienceId, GrowthKind.TOTAL, 1);
        if (!BY_THE_CONTACT.contains(origin)) {
            count(numbers, audienceId, GrowthKind.OTHER_ADD, 1);
            count(numbers, audienceId, GrowthKind.IMPORT, origin == Origin.IMPORT ? 1 : 0);
            return;
        }
        count(numbers, audienceId, GrowthKind.OPT_IN, 1);
        count(numbers, audienceId, GrowthKind.RECONFIRM, GONE.contains(from) ? 1 : 0);
    }

    private static void count(Map<Key, Integer> numbers, UUID audienceId, GrowthKind kind, int number) {
        numbers.merge(new Key(audienceId, kind), number, Integer::sum);
    }
}
