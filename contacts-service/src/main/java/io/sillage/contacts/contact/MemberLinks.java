package io.sillage.contacts.contact;

import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Where one can go from a member.
@ApplicationScoped
class MemberLinks {

    private final Links links;

    MemberLinks(Links links) {
        this.links = links;
    }

    List<Link> of(ContactCard card) {
        var members = members(card.audience().listId());
        var self = members + "/" + card.contact().emailHash();
        return links.of(self)
                .add("parent", "GET", members)
                .add("update", "PATCH", self)
                .add("upsert", "PUT", self)
                .add("delete", "DELETE", self)
                .add("activity", "GET", self + "/activity")
                .add("goals", "GET", self + "/goals")
                .add("notes", "GET", self + "/notes")
                .add("events", "POST", self + "/events")
                .add("tags", "GET", self + "/tags")
                .add("delete_permanent", "POST", self + "/actions/delete-permanent")
                .build();
    }

    List<Link> ofAll(String listId) {
        var members = members(listId);
        return links.of(members)
                .add("parent", "GET", "/lists/" + listId)
                .add("create", "POST", members)
                .build();
    }

    List<Link> ofTags(String listId, Contact contact) {
        var member = members(listId) + "/" + contact.emailHash();
        return links.of(member + "/tags")
                .add("parent", "GET", member)
                .add("create", "POST", member + "/tags")
                .build();
    }

    /// Of something that a member has, which is only read.
    List<Link> ofPart(String listId, Contact contact, String part) {
        var member = members(listId) + "/" + contact.emailHash();
        return links.of(member + "/" + part).add("parent", "GET", member).build();
    }

    private static String members(String listId) {
        return "/lists/" + listId + "/members";
    }
}
