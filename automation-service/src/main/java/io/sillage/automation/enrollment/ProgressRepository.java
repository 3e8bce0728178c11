package io.sillage.automation.enrollment;

import io.sillage.automation.email.DeliveryQueue;
import io.sillage.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Stores how far walks got, together with everything that follows from it: emails, tags and questions.
@ApplicationScoped
class ProgressRepository {

    private final EnrollmentRepository enrollments;
    private final StepHistory history;
    private final DeliveryQueue deliveries;
    private final Outbox outbox;

    ProgressRepository(EnrollmentRepository enrollments, StepHistory history, DeliveryQueue deliveries, Outbox outbox) {
        this.enrollments = enrollments;
        this.history = history;
        this.deliveries = deliveries;
        this.outbox = outbox;
    }

    Uni<Void> save(SqlConnection transaction, List<Progress> progress) {
        return enrollments
                .insert(transaction, enrollments(progress, true))
                .chain(() -> enrollments.update(transaction, enrollments(progress, false)))
                .chain(() -> history.write(transaction, progress))
                .chain(() -> deliveries.add(
                        transaction,
                        progress.stream()
                                .flatMap(each -> each.deliveries().stream())
                                .toList()))
                .chain(() -> outbox.append(
                        transaction,
                        progress.stream()
                                .flatMap(each -> each.messages().stream())
                                .toList()));
    }

    private static List<Enrollment> enrollments(List<Progress> progress, boolean isNew) {
        return progress.stream()
                .filter(each -> each.isNew() == isNew)
                .map(Progress::enrollment)
                .toList();
    }
}
