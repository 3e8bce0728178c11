package io.sillage.automation.export;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.platform.database.JsonExport;
import io.sillage.platform.database.JsonExport.Part;
import io.sillage.platform.identity.Caller;
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

/// The part of a data export that this service has: triggers that fired, walks through flows, and emails.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/data-export")
@RolesAllowed(Role.API)
public class DataExportResource {

    static final List<Part> PARTS = List.of(
            new Part("journey_entries", """
                    select jsonb_build_object('journey_id', flow_id, 'trigger_id', trigger_id, 'cause_type', cause_type,
                                              'cause_name', cause_name, 'properties', properties,
                                              'occurred_at', occurred_at, 'decision', decision, 'reason', reason)
                      from entry where contact_id = $1 order by received_at, entry_id"""), new Part("journey_enrollments", """
                    select jsonb_build_object('journey_id', flow_id, 'status', status, 'reason', reason, 'event', event,
                                              'started_at', started_at, 'ended_at', ended_at, 'steps', coalesce((
                                select jsonb_agg(jsonb_build_object('step_id', step_id, 'arrived_at', arrived_at,
                                                                    'left_at', left_at, 'outcome', outcome)
                                                 order by visit)
                                  from enrollment_step s where s.enrollment_id = enrollment.enrollment_id), '[]'))
                      from enrollment where contact_id = $1 order by started_at, enrollment_id"""), new Part("deliveries", """
                    select jsonb_build_object('channel', 'email', 'purpose', purpose, 'status', status, 'reason', reason,
                                              'email_address', email_address, 'subject', subject,
                                              'queued_at', queued_at, 'finished_at', finished_at)
                      from delivery where contact_id = $1 order by queued_at, delivery_id"""));

    private final ContactRepository contacts;
    private final Pool pool;
    private final Caller caller;

    DataExportResource(ContactRepository contacts, Pool pool, Caller caller) {
        this.contacts = contacts;
        this.pool = pool;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Multi<byte[]> export(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash) {
        var found = contacts.getSoonByKey(caller.accountId(), listId, subscriberHash)
                .map(Contact::contactId);
        return JsonExport.answer(pool, found, PARTS);
    }
}
