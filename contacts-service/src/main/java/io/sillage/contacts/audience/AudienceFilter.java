package io.sillage.contacts.audience;

import io.sillage.contacts.email.EmailAddress;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.QueryParameters;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which audiences of an account are asked for.
///
/// @param sentOrSelling only those that a campaign was sent to, or that have a store: no audience is either
record AudienceFilter(
        Optional<Instant> createdBefore,
        Optional<Instant> createdSince,
        Optional<String> emailHash,
        boolean sentOrSelling,
        boolean newestFirst,
        Page page) {

    static AudienceFilter read(QueryParameters query) {
        query.oneOf("sort_field", Set.of("date_created"));
        return new AudienceFilter(
                query.instant("before_date_created"),
                query.instant("since_date_created"),
                query.text("email").map(String::strip).map(EmailAddress::hashOf),
                query.instant("before_campaign_last_sent").isPresent()
                        || query.instant("since_campaign_last_sent").isPresent()
                        || query.flag("has_ecommerce_store"),
                query.oneOf("sort_dir", Set.of("ASC", "DESC"))
                        .filter("DESC"::equals)
                        .isPresent(),
                query.page());
    }
}
