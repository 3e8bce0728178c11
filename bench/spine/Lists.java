/// How long it takes to read from an audience of many: pages, filters, sorting, search, numbers, one member.
///
/// Arguments: contacts (default 1000000), the id of an audience that has them already (default: makes one, and deletes
/// it).
public final class Lists {

    public static void main(String[] arguments) throws Exception {
        var contacts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        if (arguments.length > 1) {
            measureAll(arguments[1], contacts);
            return;
        }
        var audience = Audience.of(0);
        try {
            ImportFile.fill(audience, contacts);
            measureAll(audience.id(), contacts);
        } finally {
            audience.delete();
        }
    }

    private static void measureAll(String listId, int contacts) throws Exception {
        var list = "/3.0/lists/" + listId;
        var members = list + "/members";
        for (var counted : new boolean[] {false, true}) { // the first round warms up
            Reads.measure(counted, "the audience and its numbers", _ -> list);
            Reads.measure(counted, "a page of members", i -> members + "?count=10&offset=" + 10 * (i % 100));
            Reads.measure(counted, "subscribed ones", i -> members + "?status=subscribed&count=10&offset=" + 10 * (i % 100));
            Reads.measure(counted, "the last changed", _ -> members + "?sort_field=last_changed&sort_dir=DESC&count=10");
            Reads.measure(counted, "those changed since a day", i -> members + "?since_last_changed=2020-01-01&count=10&offset=" + i % 100);
            Reads.measure(counted, "those who want text", _ -> members + "?email_type=text&count=10");
            Reads.measure(counted, "contacts of the audience", _ -> "/3.0/audiences/" + listId + "/contacts?count=10");
            Reads.measure(counted, "one member", i -> members + "/member%d%%40example.org".formatted(some(i, contacts)));
            Reads.measure(counted, "search for an address",
                    i -> "/3.0/search-members?query=member%d@example.org&list_id=%s".formatted(some(i, contacts), listId));
            Reads.measure(counted, "search for a last name",
                    i -> "/3.0/search-members?query=Last%d&list_id=%s".formatted(10_000 + some(i, 60_000), listId));
        }
    }

    /// Spread over everybody, and the same in each run.
    private static int some(int i, int of) {
        return (int) (i * 2_654_435_761L % of);
    }
}
