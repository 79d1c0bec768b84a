package dev.concierge.platform.topic;

import java.util.List;

/** Topics that follow from what a service has; they are created with those that it declares. */
public record OwnedTopics(List<Topic> topics) {}
