package io.sillage.automation.flow;

import io.sillage.platform.http.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A flow as it stands: which version is current, and since when it takes contacts in.
///
/// @param nextElementId the id that the next new trigger or step gets
/// @param activatedAt when it was activated first: nothing older starts it
/// @param activeSince when it was activated or resumed last
public record Flow(
        int flowId,
        UUID accountId,
        UUID audienceId,
        String listId,
        String name,
        FlowStatus status,
        int version,
        int nextElementId,
        @Nullable Instant activatedAt,
        @Nullable Instant activeSince,
        Instant createdAt,
        Instant updatedAt) {

    public VersionId versionId() {
        return new VersionId(flowId, version);
    }

    /// Takes contacts in from now on. What is so already stays as it is, here and below.
    Flow activated(Instant now) {
        return switch (status) {
            case ACTIVE -> this;
            case DRAFT, PAUSED ->
                with(
                        name,
                        FlowStatus.ACTIVE,
                        version,
                        nextElementId,
                        activatedAt == null ? now : activatedAt,
                        now,
                        now);
            case ARCHIVED -> throw refused("activated");
        };
    }

    Flow paused(Instant now) {
        return switch (status) {
            case PAUSED -> this;
            case ACTIVE -> with(name, FlowStatus.PAUSED, version, nextElementId, activatedAt, activeSince, now);
            case DRAFT, ARCHIVED -> throw refused("paused");
        };
    }

    Flow resumed(Instant now) {
        return switch (status) {
            case ACTIVE -> this;
            case PAUSED -> with(name, FlowStatus.ACTIVE, version, nextElementId, activatedAt, now, now);
            case DRAFT, ARCHIVED -> throw refused("resumed");
        };
    }

    Flow archived(Instant now) {
        return with(name, FlowStatus.ARCHIVED, version, nextElementId, activatedAt, activeSince, now);
    }

    Flow renamed(String newName, Instant now) {
        return with(newName, status, version, nextElementId, activatedAt, activeSince, now);
    }

    /// Has a new definition.
    Flow edited(int newNextElementId, Instant now) {
        return with(name, status, version + 1, newNextElementId, activatedAt, activeSince, now);
    }

    private Flow with(
            String newName,
            FlowStatus newStatus,
            int newVersion,
            int newNextElementId,
            @Nullable Instant newActivatedAt,
            @Nullable Instant newActiveSince,
            Instant now) {
        return new Flow(
                flowId,
                accountId,
                audienceId,
                listId,
                newName,
                newStatus,
                newVersion,
                newNextElementId,
                newActivatedAt,
                newActiveSince,
                createdAt,
                now);
    }

    private Problem refused(String done) {
        return invalidAction("A journey with the status \"%s\" cannot be %s.".formatted(status.word(), done));
    }

    /// The action does not fit the state of the flow.
    public static Problem invalidAction(String detail) {
        return new Problem(400, "Invalid Action", detail);
    }
}
