package dev.concierge.platform.consumer;

import dev.concierge.platform.message.Ids;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which message ids took effect. Positions already keep a record from taking effect twice; this recognises the same
 * message in two records: a producer's own repetition, or a relay that crashed between sending and deleting. A record
 * without an id has only its place, which a topic made anew gives to another one.
 */
class ConsumedMessages {
    private static final UUID FOREIGN = new UUID(0x636f6e6369657267L, 0x9000000000000001L);

    private final JdbcClient jdbc;
    private final String subscription;

    ConsumedMessages(JdbcClient jdbc, String subscription) {
        this.jdbc = jdbc;
        this.subscription = subscription;
    }

    /** Notes the messages in the transaction under way and returns those that were not there, in order. */
    List<ReceivedMessage> firstSeen(List<ReceivedMessage> messages) {
        UUID[] ids = messages.stream()
                .filter(ConsumedMessages::hasId)
                .map(ConsumedMessages::id)
                .toArray(UUID[]::new);
        Set<UUID> noted = new HashSet<>(
                jdbc.sql("""
                INSERT INTO platform.consumed_message (subscription, id) SELECT ?, unnest(?::uuid[])
                ON CONFLICT DO NOTHING RETURNING id
                """).param(subscription).param(ids).query(UUID.class).list());
        return messages.stream()
                .filter(message -> !hasId(message) || noted.remove(id(message)))
                .toList();
    }

    private static boolean hasId(ReceivedMessage message) {
        return message.headers().containsKey("ce_id");
    }

    private static UUID id(ReceivedMessage message) {
        String source = message.source();
        try {
            if (source.isEmpty() || message.id().length() == 36) {
                return UUID.fromString(message.id());
            }
        } catch (IllegalArgumentException notUuid) {
            // CloudEvents ids are unique per source only
        }
        return Ids.derived(FOREIGN, source + " " + message.id());
    }
}
