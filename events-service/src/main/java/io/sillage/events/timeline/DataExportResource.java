package io.sillage.events.timeline;

import io.sillage.events.contact.Contact;
import io.sillage.events.contact.Contacts;
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

/// The part of a data export that this service has: everything that a contact did or received.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/data-export")
@RolesAllowed(Role.API)
public class DataExportResource {

    static final List<Part> PARTS = List.of(
            new Part("activities", """
                    select jsonb_build_object('type', type, 'name', name, 'properties', properties, 'source', source,
                                              'occurred_at', occurred_at, 'received_at', received_at)
                      from activity where contact_id = $1 order by occurred_at, id"""),
            new Part("survey_responses", """
                    select jsonb_build_object('survey_id', replace(cast(r.survey_id as text), '-', ''),
                                              'survey_title', s.shown ->> 'title', 'question_id', a.question_id,
                                              'answer', a.value, 'submitted_at', r.submitted_at)
                      from contact k
                     cross join lateral (
                           select * from survey_response where contact_id = k.contact_id
                            union all
                           select * from survey_response
                            where contact_id is null and audience_id = k.audience_id and email_hash = k.email_hash) r
                      join survey s on s.id = r.survey_id
                      join survey_answer a on a.response_id = r.id
                     where k.contact_id = $1 order by r.submitted_at, r.id, a.question_id, a.option_id"""),
            ofStores("customers", "customer"),
            ofStores("orders", "purchase"),
            ofStores("carts", "cart"));

    /// What stores of the audience have of the contact.
    private static Part ofStores(String name, String table) {
        return new Part(name, """
                select t.doc - 'email_hash' - 'account_id' - 'told' - 'version' || jsonb_build_object('store_id', s.id)
                  from contact k
                  join store s on s.audience_id = k.audience_id and not s.deleted
                  join customer c on c.store = s.key and c.email_hash = k.email_hash
                  join %s t on t.store = s.key and t.%s = c.id
                 where k.contact_id = $1 order by t.store, t.created_at, t.id""".formatted(table, table.equals("customer") ? "id" : "customer_id"));
    }

    private final Contacts contacts;
    private final Freshness freshness;
    private final Pool pool;
    private final Caller caller;

    DataExportResource(Contacts contacts, Freshness freshness, Pool pool, Caller caller) {
        this.contacts = contacts;
        this.freshness = freshness;
        this.pool = pool;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Multi<byte[]> export(@RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriber) {
        var found = contacts.get(caller.accountId(), listId, subscriber)
                .map(Contact::contactId)
                .call(freshness::of);
        return JsonExport.answer(pool, found, PARTS);
    }
}
