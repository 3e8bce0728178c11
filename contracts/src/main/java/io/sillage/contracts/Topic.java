package io.sillage.contracts;

import static io.sillage.contracts.Topic.CleanUp.COMPACT;
import static io.sillage.contracts.Topic.CleanUp.DELETE;

/// The topics through which services meet. An installation may put a prefix before every name.
public enum Topic {
    ACCOUNTS("accounts", COMPACT),
    API_KEYS("api-keys", COMPACT),
    AUDIENCES("audiences", COMPACT),
    CONTACTS("contacts", COMPACT),
    CONTACT_COMMANDS("contact-commands", DELETE),
    ACTIVITIES("activities", DELETE),
    SEGMENTS("segments", COMPACT),
    SEGMENT_MEMBERSHIPS("segment-memberships", DELETE),
    CONDITION_REQUESTS("condition-requests", DELETE),
    CONDITION_VERDICTS("condition-verdicts", DELETE),
    EMAIL_REQUESTS("email-requests", DELETE),
    DEAD_LETTERS("dead-letters", DELETE);

    /// What Kafka may forget: all but the newest message of a key, or all messages of an age.
    public enum CleanUp {
        COMPACT,
        DELETE
    }

    private final String topicName;
    private final CleanUp cleanUp;

    Topic(String topicName, CleanUp cleanUp) {
        this.topicName = topicName;
        this.cleanUp = cleanUp;
    }

    public String topicName() {
        return topicName;
    }

    public CleanUp cleanUp() {
        return cleanUp;
    }
}
