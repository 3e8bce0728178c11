package io.sillage.platform.messaging;

import io.sillage.contracts.Topic;
import jakarta.inject.Singleton;

/// The names of topics in this installation.
@Singleton
public class TopicNames {

    private final String prefix;

    TopicNames(MessagingConfig config) {
        this.prefix = config.topicPrefix().orElse("");
    }

    public String nameOf(Topic topic) {
        return prefix + topic.topicName();
    }
}
