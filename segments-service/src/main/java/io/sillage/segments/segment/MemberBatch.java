package io.sillage.segments.segment;

import io.sillage.platform.http.JsonBody;
import java.util.List;

/// Addresses to be added to a static segment and to be removed from it.
record MemberBatch(List<String> toAdd, List<String> toRemove) {

    private static final int MOST = 500;

    /// What became of it: those who were added and removed, and addresses that nobody in the audience has.
    record Outcome(List<Member> added, List<Member> removed, List<String> strangers) {}

    static MemberBatch read(JsonBody body) {
        var toAdd = emails(body, "members_to_add");
        var toRemove = emails(body, "members_to_remove");
        body.verify();
        return new MemberBatch(toAdd, toRemove);
    }

    private static List<String> emails(JsonBody body, String field) {
        return body.field(field).array(MOST).map(SegmentForm::emails).orElse(List.of());
    }
}
