package dev.concierge.platform.consumer;

import dev.concierge.platform.message.Ids;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which message ids took effect. Positions already keep a record from taking effect twice; this recognises the same
 * message in two records: a producer's own repetition, or a relay that crashed between sending and deleting.
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
        UUID[] ids = messages.stream().map(ConsumedMessages::id).toArray(UUID[]::new);
        Set<UUID> noted = new HashSet<>(
                jdbc.sql("""
                INSERT INTO platform.consumed_message (subscription, id) SELECT ?, unnest(?::uuid[])
                ON CONFLICT DO NOTHING RETURNING id
                """).param(subscription).param(ids).query(UUID.class).list());
        List<ReceivedMessage> fresh = new ArrayList<>(noted.size());
        for (int i = 0; i < ids.length; i++) {
            if (noted.remove(ids[i])) {
                fresh.add(messages.get(i));
            }
        }
        return fresh;
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
