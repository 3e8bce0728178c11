package io.sillage.automation.enrollment;

import io.sillage.automation.engine.Rest;
import io.sillage.automation.engine.Standing;
import io.sillage.automation.engine.Walk;
import io.sillage.automation.flow.VersionId;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One contact's walk through one flow, as it stands.
///
/// @param version the definition that it keeps to until its end
/// @param dueAt when it goes on; `null` while it waits for an answer, and after its end
/// @param requestId the question that it waits for an answer to
/// @param answer that answer, if it came while the flow was paused
public record Enrollment(
        UUID enrollmentId,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        VersionId version,
        StartEvent event,
        EnrollmentStatus status,
        String reason,
        Standing standing,
        @Nullable Instant dueAt,
        @Nullable UUID requestId,
        @Nullable Boolean answer,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /// A walk that is about to take its first step.
    public static Enrollment entering(
            UUID enrollmentId,
            UUID accountId,
            UUID audienceId,
            UUID contactId,
            VersionId version,
            StartEvent event,
            Instant now) {
        return new Enrollment(
                enrollmentId,
                accountId,
                audienceId,
                contactId,
                version,
                event,
                EnrollmentStatus.ACTIVE,
                "",
                new Standing(0, 0, now),
                null,
                null,
                null,
                now,
                null);
    }

    Enrollment after(Walk walk, Instant now) {
        return switch (walk.rest()) {
            case Rest.Until(var due) -> with(EnrollmentStatus.ACTIVE, "", walk.standing(), due, null, null);
            case Rest.Answer _ ->
                with(EnrollmentStatus.ACTIVE, "", walk.standing(), null, questionAt(walk.standing()), null);
            case Rest.Completed _ -> with(EnrollmentStatus.COMPLETED, "", walk.standing(), null, null, now);
            case Rest.Exited(var why) -> with(EnrollmentStatus.EXITED, why, walk.standing(), null, null, now);
        };
    }

    /// Its question is answered, and it has not gone on yet.
    Enrollment answered(boolean holds) {
        return new Enrollment(
                enrollmentId,
                accountId,
                audienceId,
                contactId,
                version,
                event,
                status,
                reason,
                standing,
                dueAt,
                requestId,
                holds,
                startedAt,
                endedAt);
    }

    Enrollment failed(String why, Instant now) {
        return with(EnrollmentStatus.FAILED, why, standing, null, null, now);
    }

    Enrollment exited(String why, Instant now) {
        return with(EnrollmentStatus.EXITED, why, standing, null, null, now);
    }

    private Enrollment with(
            EnrollmentStatus newStatus,
            String newReason,
            Standing newStanding,
            @Nullable Instant newDueAt,
            @Nullable UUID newRequestId,
            @Nullable Instant newEndedAt) {
        return new Enrollment(
                enrollmentId,
                accountId,
                audienceId,
                contactId,
                version,
                event,
                newStatus,
                newReason,
                newStanding,
                newDueAt,
                newRequestId,
                null,
                startedAt,
                newEndedAt);
    }

    private UUID questionAt(Standing where) {
        return Ids.derived("if_else", enrollmentId, where.stepId(), where.visit());
    }
}
