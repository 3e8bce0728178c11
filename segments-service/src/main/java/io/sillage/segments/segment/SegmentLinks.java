package io.sillage.segments.segment;

import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Where one can go from a segment.
@ApplicationScoped
class SegmentLinks {

    private final Links links;

    SegmentLinks(Links links) {
        this.links = links;
    }

    List<Link> ofAll(String listId) {
        var segments = segments(listId);
        return links.of(segments)
                .add("parent", "GET", "/lists/" + listId)
                .add("create", "POST", segments)
                .build();
    }

    List<Link> of(String listId, long segmentId) {
        var self = segments(listId) + "/" + segmentId;
        return links.of(self)
                .add("parent", "GET", segments(listId))
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .add("members", "GET", self + "/members")
                .build();
    }

    List<Link> ofMembers(String listId, long segmentId) {
        var self = segments(listId) + "/" + segmentId;
        return links.of(self + "/members")
                .add("parent", "GET", self)
                .add("create", "POST", self + "/members")
                .build();
    }

    List<Link> ofMember(String listId, Member member) {
        var members = "/lists/" + listId + "/members";
        var self = members + "/" + member.emailHash();
        return links.of(self)
                .add("parent", "GET", members)
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .add("activity", "GET", self + "/activity")
                .add("events", "POST", self + "/events")
                .build();
    }

    private static String segments(String listId) {
        return "/lists/" + listId + "/segments";
    }
}
