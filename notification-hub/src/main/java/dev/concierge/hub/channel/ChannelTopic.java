package dev.concierge.hub.channel;

import org.jspecify.annotations.Nullable;

/** A topic that a socket can join; each kind has its own rule about who may. */
public sealed interface ChannelTopic {
    /** Longer names cannot be carried by Phoenix's binary frames either. */
    int MAX_LENGTH = 255;

    /** What is sent to one guest: {@code users:{userId}}. */
    record OfUser(String userId) implements ChannelTopic {}

    /** What a guest and the assistant say to each other: {@code messages:{conversationId}}. */
    record OfMessages(String conversationId) implements ChannelTopic {}

    /** What becomes of a job of another service: {@code jobs:{requestId}}. */
    record OfJob(String requestId) implements ChannelTopic {}

    /** Events as they come in, as far as an operator's tail catches them: {@code events:{tailId}}. */
    record OfEvents(String tailId) implements ChannelTopic {}

    /**
     * What happens to a tenant's resources: {@code resources:{business}-{location}} or {@code resources:{business}}.
     *
     * @param name not split: both ids may contain hyphens
     */
    record OfResources(String name) implements ChannelTopic {
        /** Whether the name is the business or one of its locations. */
        public boolean isOf(String business) {
            return name.equals(business) || name.startsWith(business + "-");
        }
    }

    /** Null when no kind of channel has such a topic. */
    static @Nullable ChannelTopic parse(String topic) {
        int colon = topic.indexOf(':');
        if (colon < 0 || colon == topic.length() - 1 || topic.length() > MAX_LENGTH) {
            return null;
        }
        String rest = topic.substring(colon + 1);
        return switch (topic.substring(0, colon)) {
            case "users" -> new OfUser(rest);
            case "resources" -> new OfResources(rest);
            case "messages" -> new OfMessages(rest);
            case "jobs" -> new OfJob(rest);
            case "events" -> new OfEvents(rest);
            default -> null;
        };
    }

    /**
     * The key whose order a topic's broadcasts keep, and so the partition that holds its history. A business and its
     * locations share one, for a screen that has joined both; as ids may contain hyphens, all that the names surely
     * have in common is what stands before the first (docs/adr/0016).
     */
    static String orderKey(String topic) {
        int hyphen = topic.startsWith("resources:") ? topic.indexOf('-') : -1;
        return hyphen < 0 ? topic : topic.substring(0, hyphen);
    }
}
