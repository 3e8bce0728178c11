package io.sillage.contacts.contact;

import java.sql.SQLException;
import javax.sql.DataSource;

/// Members by the thousands, written straight into the table: `member1@example.org` came a minute ago, `member2` two
/// minutes ago, and so on. A few of them differ in what filters ask about.
final class ManyMembers {

    private static final String INSERT = """
                insert into contact (id, account_id, audience_id, email, email_hash, status, opted_out, fields, groups,
                    email_type, language, vip, latitude, longitude, ip_signup, ip_opt, source, sms_phone,
                    signed_up_at, subscribed_at, unsubscribed_at, created_at, last_changed, version)
                select gen_random_uuid(), a.account_id, a.id, 'member' || i || '@example.org',
                       md5('member' || i || '@example.org'), case when i %% 50 = 0 then 'unsubscribed' else 'subscribed' end,
                       false, jsonb_build_object('1', 'First' || i, '2', 'Last' || i),
                       case when i %% 100 = 0 then array['%s'] else '{}' end,
                       case when i %% 200 = 0 then 'text' else 'html' end, '', i %% 300 = 0, 0, 0, '', '', '',
                       case when i %% 10 = 0 then '+336' || 10000000 + i end,
                       now() - make_interval(mins => i), now() - make_interval(mins => i),
                       case when i %% 50 = 0 then now() - make_interval(mins => i) end,
                       now() - make_interval(mins => i), now() - make_interval(mins => i), 1
                  from audience a, generate_series(1, %d) i where a.list_id = '%s'""";

    private ManyMembers() {}

    /// @param group in which every hundredth of them is
    static void add(DataSource database, String listId, String group, int number) throws SQLException {
        run(database, INSERT.formatted(group, number, listId));
        run(database, "vacuum analyze contact");
    }

    /// Members of a list of which the planner knows nothing.
    static void addUnnoticed(DataSource database, String listId, int number) throws SQLException {
        run(database, "analyze contact");
        run(database, INSERT.formatted("", number, listId));
    }

    static void run(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
