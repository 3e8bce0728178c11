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

    /// Type: the contact became subscribed as a customer of a store. Properties as of [#SIGNED_UP], `store_name`.
    public static final String SIGNED_UP_IN_STORE = "signed_up_in_store";

    /// Type: the contact became unsubscribed. Properties `category`: from where, `by_admin`: not by itself.
    public static final String UNSUBSCRIBED = "unsubscribed";

    /// Type: the mailbox of the contact does not take emails.
    public static final String BOUNCED = "bounced";

    /// Type: the contact permitted something, or no longer does. Properties `permission_id`, `opted_in`, `by`: from
    /// where.
    public static final String PERMISSION_CHANGED = "permission_changed";

    private static final String SOURCE = "contacts";
    private static final Set<Origin> SILENT = EnumSet.of(Origin.IMPORT, Origin.SYNC);
    private static final Set<Origin> BY_THE_CONTACT =
            EnumSet.of(Origin.FORM, Origin.PREFERENCES, Origin.UNSUBSCRIBE_LINK, Origin.SMS);

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
        var consents = changed.changes().stream()
                .flatMap(change -> newStatus(change, changed).stream())
                .flatMap(status -> type(status).stream())
                .map(type -> consent(changed, type));
        var permissions = changed.changes().stream()
                .filter(Change.PermissionChanged.class::isInstance)
                .map(change -> permission(changed, (Change.PermissionChanged) change));
        return Stream.concat(consents, permissions);
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

    private static ActivityRecorded consent(ContactChanged changed, String type) {
        var byAdmin = !BY_THE_CONTACT.contains(changed.origin());
        var properties = Map.of("category", changed.origin().word(), "by_admin", Boolean.toString(byAdmin));
        return type.equals(SIGNED_UP) && changed.origin() == Origin.STORE
                ? activity(changed, SIGNED_UP_IN_STORE, "", Map.of("category", "store", "store_name", changed.source()))
                : activity(changed, type, "", properties);
    }

    private static ActivityRecorded permission(ContactChanged changed, Change.PermissionChanged change) {
        var properties = Map.of(
                "permission_id", change.permissionId(),
                "opted_in", Boolean.toString(change.enabled()),
                "by", changed.origin().word());
        return activity(changed, PERMISSION_CHANGED, change.permissionId(), properties);
    }

    /// @param part tells activities of the same type apart that follow from one change
    private static ActivityRecorded activity(
            ContactChanged changed, String type, String part, Map<String, String> properties) {
        return new ActivityRecorded(
                part.isEmpty() ? Ids.derived(type, changed.id()) : Ids.derived(type, changed.id(), part),
                changed.accountId(),
                changed.audienceId(),
                changed.contactId(),
                type,
                null,
                properties,
                changed.occurredAt(),
                changed.occurredAt(),
                SOURCE,
                true);
    }
}
