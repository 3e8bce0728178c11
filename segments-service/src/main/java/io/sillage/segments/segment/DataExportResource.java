package io.sillage.segments.segment;

import io.sillage.platform.database.JsonExport;
import io.sillage.platform.database.JsonExport.Part;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// The part of a data export that this service has: the segments that a contact is in. What else is here of it are
/// copies of what other services have.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/data-export")
@RolesAllowed(Role.API)
public class DataExportResource {

    static final List<Part> PARTS = List.of(new Part("segments", """
                    select jsonb_build_object('id', s.segment_id, 'name', s.name, 'member_since', v.since)
                      from verdict v
                      join definition d on d.segment_id = v.segment_id and d.definition_version = v.definition_version
                      join segment s on s.segment_id = v.segment_id
                     where v.contact_id = $1 and v.holds and d.state in ('announcing', 'serving')
                     order by s.segment_id"""));

    private final Lookup lookup;
    private final Pool pool;

    DataExportResource(Lookup lookup, Pool pool) {
        this.lookup = lookup;
        this.pool = pool;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Multi<byte[]> export(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash) {
        var found = lookup.audience(listId)
                .chain(audience -> lookup.member(audience, subscriberHash))
                .map(Member::contactId);
        return JsonExport.answer(pool, found, PARTS);
    }
}
