package io.sillage.contacts.form;

import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;

/// Audiences as messages and links call them.
final class AudienceIds {

    private AudienceIds() {}

    static String of(String listId) {
        return Ids.hex(TestTopics.awaitOne(Topic.AUDIENCES, AudienceChanged.class, each -> each.listId()
                        .equals(listId))
                .audienceId());
    }
}
