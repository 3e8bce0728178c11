package io.sillage.contacts.audience;

import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Where one can go from an audience.
@ApplicationScoped
class AudienceLinks {

    private static final String LISTS = "/lists";

    private static final List<String> PARTS = List.of(
            "abuse-reports",
            "activity",
            "clients",
            "growth-history",
            "interest-categories",
            "members",
            "merge-fields",
            "segments",
            "webhooks",
            "signup-forms",
            "locations");

    private final Links links;

    AudienceLinks(Links links) {
        this.links = links;
    }

    List<Link> of(Audience audience) {
        var self = LISTS + "/" + audience.listId();
        var built = links.of(self)
                .add("parent", "GET", LISTS)
                .add("update", "PATCH", self)
                .add("batch-sub-unsub-members", "POST", self)
                .add("delete", "DELETE", self);
        PARTS.forEach(part -> built.add(part, "GET", self + "/" + part));
        return built.build();
    }

    List<Link> ofAll() {
        return links.of(LISTS)
                .add("parent", "GET", "/")
                .add("create", "POST", LISTS)
                .build();
    }
}
