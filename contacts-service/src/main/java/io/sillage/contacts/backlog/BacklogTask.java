package io.sillage.contacts.backlog;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/// How one or more kinds of work are done.
public interface BacklogTask {

    Set<Work.Kind> kinds();

    /// Does a bounded part of the work in the current transaction and notes how far it came; emits whether nothing
    /// is left to do.
    Uni<Boolean> step(Work work);
}
