package io.sillage.automation.enrollment;

import io.sillage.automation.engine.Visit;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Walks as they are shown.
@ApplicationScoped
class EnrollmentQueries {

    private static final Set<String> STATUSES =
            Arrays.stream(EnrollmentStatus.values()).map(EnrollmentStatus::word).collect(Collectors.toSet());

    private final StepHistory history;

    EnrollmentQueries(StepHistory history) {
        this.history = history;
    }

    /// Which walks a list shows.
    ///
    /// @param contactIds `null` = of everybody
    record Filter(
            int flowId, @Nullable String status, @Nullable List<UUID> contactIds) {

        /// The first parameter is the flow, then come those of the statement, then the contacts.
        private String where(int parametersBefore) {
            return " where flow_id = $1"
                    + (status == null
                            ? ""
                            : " and status = '" + EnrollmentStatus.of(status).word() + "'")
                    + (contactIds == null ? "" : " and contact_id = any($" + (parametersBefore + 1) + ")");
        }

        private Tuple parameters(Integer... others) {
            var tuple = Tuple.of(flowId);
            Arrays.stream(others).forEach(tuple::addInteger);
            return contactIds == null ? tuple : tuple.addArrayOfUUID(contactIds.toArray(UUID[]::new));
        }
    }

    static void verifyStatus(@Nullable String status) {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.invalid(
                    "status",
                    "Data presented is not one of the accepted values: %s."
                            .formatted(String.join(", ", new TreeSet<>(STATUSES))));
        }
    }

    Uni<Enrollment> get(SqlConnection connection, UUID accountId, int flowId, UUID enrollmentId) {
        return connection
                .preparedQuery("select " + EnrollmentRepository.COLUMNS
                        + " from enrollment where enrollment_id = $3 and flow_id = $2 and account_id = $1")
                .execute(Tuple.of(accountId, flowId, enrollmentId))
                .map(rows -> EnrollmentRepository.enrollments(rows).stream()
                        .findFirst()
                        .orElseThrow(Problem::notFound));
    }

    Uni<List<Visit>> history(SqlConnection connection, UUID enrollmentId) {
        return history.read(connection, enrollmentId);
    }

    /// Newest first.
    Uni<List<Enrollment>> list(SqlConnection connection, Filter filter, Page page) {
        return connection
                .preparedQuery("select " + EnrollmentRepository.COLUMNS + " from enrollment" + filter.where(3)
                        + " order by started_at desc, enrollment_id desc limit $2 offset $3")
                .execute(filter.parameters(page.count(), page.offset()))
                .map(EnrollmentRepository::enrollments);
    }

    Uni<Integer> count(SqlConnection connection, Filter filter) {
        return connection
                .preparedQuery("select count(*)::int as total from enrollment" + filter.where(1))
                .execute(filter.parameters())
                .map(rows -> rows.iterator().next().getInteger("total"));
    }
}
