import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// How long it takes to read the timeline of a contact with very many activities in a ledger of very many more. The
/// ledger is filled in the database itself, and stays filled: use a stack that is made for it.
///
/// Arguments: activities in the ledger (default 20000000), of the contact (default 100000).
public final class Timeline {

    private static final int AT_ONCE = 500_000;
    private static final int MONTHS = 17;
    private static final int PEOPLE = 200_000;
    private static final int MOST_ATTEMPTS = 10;

    /// Spread over the months as time goes by, over kinds, and over people.
    private static final String FILL = """
            insert into activity (id, account_id, audience_id, contact_id, type, name, properties, occurred_at,
                                  received_at, source, suppress_triggers)
            select uuidv7(-age), account, audience,
                   case when %1$s then contact else cast(md5(cast(n %% %2$d as text)) as uuid) end,
                   kind, case when kind = 'event' then 'bench_' || n %% 20 end,
                   jsonb_build_object('n', cast(n as text), 'url', 'https://example.org/page/' || n %% 1000, 'title', 'A page'),
                   now() - age, now() - age, 'bench', false
              from (select n, cast(? as uuid) as account, cast(? as uuid) as audience, cast(? as uuid) as contact,
                           (array['event', 'page_viewed', 'email_sent', 'email_opened', 'order_placed'])[1 + n %% 5] as kind,
                           random() * interval '%3$d days' as age
                      from generate_series(?, ?) as n) as made""";

    public static void main(String[] arguments) throws Exception {
        var all = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000_000;
        var mine = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        var audience = Audience.of(1);
        awaitKnown(audience);
        try (var database = database()) {
            fill(database, audience, all, mine);
        }
        var member = "/3.0/lists/%s/members/%s".formatted(audience.id(), audience.contacts().getFirst().replace("@", "%40"));
        var feed = member + "/activity-feed";
        for (var counted : new boolean[] {false, true}) { // the first round warms up
            Reads.measure(counted, "the newest ten", _ -> feed);
            Reads.measure(counted, "fifty, further and further back", i -> feed + "?count=50&offset=" + 50 * (i % 100));
            Reads.measure(counted, "of one kind", i -> feed + "?activity_filters=order&count=20&offset=" + 20 * (i % 50));
            Reads.measure(counted, "of three kinds", i -> feed + "?activity_filters=open,sent,event&count=20&offset=" + 20 * (i % 50));
            Reads.measure(counted, "of a day long ago", i -> feed + "?count=50&before=2026-%02d-15&since=2026-%02d-14".formatted(1 + i % 9, 1 + i % 9));
            Reads.measure(counted, "custom events and their number", i -> audience.eventsOf(0) + "?count=20&offset=" + 20 * (i % 50));
            Reads.measure(counted, "fifty after 10,000 others", _ -> feed + "?count=50&offset=10000");
        }
        System.exit(0);
    }

    /// events-service learns of contacts in a moment, and a stack that has just been started takes more than one.
    private static void awaitKnown(Audience audience) throws Exception {
        try (var gateway = new Gateway()) {
            for (var attempt = 1; ; attempt++) {
                try {
                    gateway.get(audience.eventsOf(0));
                    return;
                } catch (IOException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private static void fill(Connection database, Audience audience, int all, int mine) throws SQLException {
        for (var month = 0; month <= MONTHS; month++) {
            execute(database, "select ensure_activity_month(cast(date_trunc('month', now() - interval '%d months') as date))".formatted(month));
        }
        insert(database, audience, "true", 1, mine);
        for (var from = mine + 1; from <= all; from += AT_ONCE) {
            insert(database, audience, "false", from, Math.min(all, from + AT_ONCE - 1));
            System.out.printf("\rfilling the ledger: %,d", Math.min(all, from + AT_ONCE - 1));
        }
        execute(database, "vacuum (analyze) activity");
        System.out.println();
    }

    private static void insert(Connection database, Audience audience, String isMine, int from, int to) throws SQLException {
        var sql = FILL.formatted(isMine, PEOPLE, MONTHS * 30);
        try (var whose = database.prepareStatement(
                        "select c.account_id, c.audience_id, c.contact_id from contact c join audience a using (audience_id) where a.list_id = ?");
                var insert = database.prepareStatement(sql)) {
            whose.setString(1, audience.id());
            try (var row = whose.executeQuery()) {
                row.next();
                for (var column = 1; column <= 3; column++) {
                    insert.setString(column, row.getString(column));
                }
            }
            insert.setInt(4, from);
            insert.setInt(5, to);
            insert.executeUpdate();
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection database() throws Exception {
        var state = new Properties();
        try (var file = Files.newBufferedReader(Path.of(System.getenv("SILLAGE_HOME"), "state.properties"))) {
            state.load(file);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/events".formatted(state.getProperty("postgres.port")), "postgres", "postgres");
    }
}
