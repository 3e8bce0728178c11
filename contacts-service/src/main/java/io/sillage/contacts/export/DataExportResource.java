package io.sillage.contacts.export;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.contact.Member;
import io.sillage.contacts.contact.Members;
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

/// The part of a data export that this service has; the gateway puts it together with those of the others.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/data-export")
@RolesAllowed(Role.API)
public class DataExportResource {

    static final List<Part> PARTS = List.of(
            new Part("profile", """
                    select jsonb_build_object(
                             'contact_id', replace(c.id::text, '-', ''), 'email_address', c.email, 'status', c.status,
                             'unsubscribe_reason', c.unsubscribe_reason, 'sms_phone_number', c.sms_phone,
                             'sms_subscription_status', c.sms_status, 'email_type', c.email_type, 'language', c.language,
                             'vip', c.vip, 'latitude', c.latitude, 'longitude', c.longitude, 'ip_signup', c.ip_signup,
                             'ip_opt', c.ip_opt, 'source', c.source, 'created_origin', c.created_origin,
                             'created_at', c.created_at, 'signed_up_at', c.signed_up_at, 'subscribed_at', c.subscribed_at,
                             'unsubscribed_at', c.unsubscribed_at, 'last_changed', c.last_changed,
                             'merge_fields', coalesce((
                                select jsonb_object_agg(f ->> 'tag', c.fields -> (f ->> 'id'))
                                  from jsonb_array_elements(a.fields -> 'list') as f
                                 where c.fields -> (f ->> 'id') is not null), '{}'))
                      from contact c join audience a on a.id = c.audience_id where c.id = $1
                     order by c.id"""),
            new Part("tags", """
                    select jsonb_build_object('name', t.name, 'added_at', ct.added_at)
                      from contact_tag ct join tag t on t.id = ct.tag_id
                     where ct.contact_id = $1 and t.deleted_at is null order by t.id"""),
            new Part("groups", """
                    select jsonb_build_object('category', category ->> 'title', 'name', member ->> 'name')
                      from contact c join audience a on a.id = c.audience_id
                     cross join lateral jsonb_array_elements(a.groups -> 'list') as category
                     cross join lateral jsonb_array_elements(category -> 'groups') as member
                     where c.id = $1 and member ->> 'id' = any(c.groups) order by member ->> 'id'"""),
            new Part("marketing_permissions", """
                    select jsonb_build_object('text', permission ->> 'text')
                      from contact c join audience a on a.id = c.audience_id
                     cross join lateral jsonb_array_elements(a.permissions -> 'list') as permission
                     where c.id = $1 and permission ->> 'id' = any(c.permissions) order by permission ->> 'id'"""),
            new Part("consent_history", """
                    select jsonb_build_object('subject', subject, 'from_status', from_status, 'to_status', to_status,
                                              'origin', origin, 'actor', actor, 'ip', ip, 'changed_at', changed_at)
                      from consent_change where contact_id = $1 order by changed_at, id"""),
            new Part("notes", """
                    select jsonb_build_object('note', note, 'created_by', created_by, 'created_at', created_at,
                                              'updated_at', updated_at)
                      from note where contact_id = $1 order by created_at, id"""));

    private final Members members;
    private final Pool pool;
    private final Caller caller;

    DataExportResource(Members members, Pool pool, Caller caller) {
        this.members = members;
        this.pool = pool;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Multi<byte[]> export(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash) {
        var accountId = caller.accountId();
        var found = Panache.withSession(() -> members.get(accountId, listId, subscriberHash))
                .map(Member::contactId);
        return JsonExport.answer(pool, found, PARTS);
    }
}
