package io.sillage.events.ledger;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.events.contact.ContactListener;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Writes into the ledger that contacts subscribed and unsubscribed, so that a timeline tells it. It stays in the
/// ledger: everybody else learns it from the contact. Who is imported did nothing.
@ApplicationScoped
public class ConsentActivities implements ContactListener {

    /// Type: the contact became subscribed. Property `category`: from where.
    public static final String SIGNED_UP = "signed_up";

    /// Type: the contact became unsubscribed. Properties `category`: from where, `by_admin`: not by itself.
    public static final String UNSUBSCRIBED = "unsubscribed";

    /// Type: the mailbox of the contact does not take emails.
    public static final String BOUNCED = "bounced";

    private static final String SOURCE = "contacts";
    private static final Set<Origin> SILENT = EnumSet.of(Origin.IMPORT, Origin.SYNC);
    private static final Set<Origin> BY_THE_CONTACT =
            EnumSet.of(Origin.FORM, Origin.PREFERENCES, Origin.UNSUBSCRIBE_LINK);

    private final Ledger ledger;

    ConsentActivities(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Uni<Void> prepare(List<ContactChanged> changes) {
        return ledger.makeRoom(activities(changes));
    }

    @Override
    public Uni<Void> changed(SqlConnection transaction, List<ContactChanged> changes) {
        var activities = activities(changes);
        return activities.isEmpty() ? Uni.createFrom().voidItem() : ledger.add(transaction, activities);
    }

    private static List<ActivityRecorded> activities(List<ContactChanged> changes) {
        return changes.stream()
                .filter(changed -> !SILENT.contains(changed.origin()))
                .flatMap(ConsentActivities::activities)
                .distinct()
                .toList();
    }

    private static Stream<ActivityRecorded> activities(ContactChanged changed) {
        return changed.changes().stream()
                .flatMap(change -> newStatus(change, changed).stream())
                .flatMap(status -> type(status).stream())
                .map(type -> activity(changed, type));
    }

    private static Optional<EmailStatus> newStatus(Change change, ContactChanged changed) {
        return switch (change) {
            case Change.Created _ -> Optional.of(changed.status());
            case Change.StatusChanged it -> Optional.of(it.to());
            default -> Optional.empty();
        };
    }

    private static Optional<String> type(EmailStatus status) {
        return switch (status) {
            case SUBSCRIBED -> Optional.of(SIGNED_UP);
            case UNSUBSCRIBED -> Optional.of(UNSUBSCRIBED);
            case CLEANED -> Optional.of(BOUNCED);
            case PENDING, TRANSACTIONAL, ARCHIVED -> Optional.empty();
        };
    }

    private static ActivityRecorded activity(ContactChanged changed, String type) {
        return new ActivityRecorded(
                Ids.derived(type, changed.id()),
                changed.accountId(),
                changed.audienceId(),
                changed.contactId(),
                type,
                null,
                Map.of(
                        "category",
                        changed.origin().word(),
                        "by_admin",
                        Boolean.toString(!BY_THE_CONTACT.contains(changed.origin()))),
                changed.occurredAt(),
                changed.occurredAt(),
                SOURCE,
                true);
    }
}
