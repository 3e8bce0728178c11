package io.sillage.contacts.audience;

import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.contacts.outbox.SessionOutbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;

/// Changes to audiences, each with its message.
@ApplicationScoped
public class AudienceService {

    private final AudienceRepository audiences;
    private final SessionOutbox outbox;
    private final Backlog backlog;
    private final InstantSource clock;

    AudienceService(AudienceRepository audiences, SessionOutbox outbox, Backlog backlog, InstantSource clock) {
        this.audiences = audiences;
        this.outbox = outbox;
        this.backlog = backlog;
        this.clock = clock;
    }

    Uni<Audience> create(UUID accountId, AudienceSettings settings) {
        return audiences.add(new Audience(accountId, settings, clock.instant())).call(this::announce);
    }

    /// Says something only if something is different.
    Uni<Void> change(Audience audience, AudienceSettings settings) {
        return announceIf(audience.change(settings), audience);
    }

    /// Says something only if something is different.
    public Uni<Void> change(Audience audience, Fields fields) {
        return announceIf(audience.change(fields), audience);
    }

    /// Says something only if something is different.
    public Uni<Void> change(Audience audience, Groups groups) {
        return announceIf(audience.change(groups), audience);
    }

    /// The audience is gone for everybody at once; its rows follow in the background.
    Uni<Void> delete(Audience audience) {
        audience.delete(clock.instant());
        return announce(audience)
                .chain(() -> backlog.add(Kind.PURGE_AUDIENCE, audience.accountId(), audience.id(), ""));
    }

    private Uni<Void> announceIf(boolean changed, Audience audience) {
        return changed ? announce(audience) : Uni.createFrom().voidItem();
    }

    private Uni<Void> announce(Audience audience) {
        return outbox.append(audience.changed(clock.instant()));
    }
}
