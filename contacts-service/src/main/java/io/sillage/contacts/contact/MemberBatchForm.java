package io.sillage.contacts.contact;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Many members to add or to change at once. What is wrong with one of them is said of that one.
///
/// @param updateExisting whether members that are there are changed
/// @param syncTags whether the tags of the request are all that a member keeps
record MemberBatchForm(List<Entry> entries, boolean updateExisting, boolean syncTags) {

    private static final int MOST = 500;

    /// One member of the request.
    ///
    /// @param index where it stands in the request
    /// @param address as it was written
    /// @param form what is said about it, unless that cannot be read
    record Entry(int index, String address, Optional<MemberForm> form, Optional<Problem> problem) {}

    static MemberBatchForm read(JsonBody body) {
        var members = body.field("members").required().array(MOST).orElse(List.of());
        var updateExisting = body.field("update_existing").bool().orElse(false);
        var syncTags = body.field("sync_tags").bool().orElse(false);
        body.verify();
        var entries = new ArrayList<Entry>(members.size());
        members.forEach(member -> entries.add(entry(entries.size(), JsonBody.of(member.node()))));
        return new MemberBatchForm(List.copyOf(entries), updateExisting, syncTags);
    }

    static Entry entry(int index, JsonBody member) {
        var address = member.node().path("email_address").asText("");
        try {
            return new Entry(index, address, Optional.of(MemberForm.ofBatch(member)), Optional.empty());
        } catch (Problem problem) {
            return new Entry(index, address, Optional.empty(), Optional.of(problem));
        }
    }
}
