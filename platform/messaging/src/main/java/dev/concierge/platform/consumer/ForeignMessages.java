package dev.concierge.platform.consumer;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ids of messages that no relay sent, a partition a day, in a ring of sixteen. A record without an id has only its
 * place, which a topic made anew gives to another one.
 */
final class ForeignMessages {
    static final int SLOTS = 16;

    private static final UUID FOREIGN = new UUID(0x636f6e6369657267L, 0x9000000000000001L);
    private static final String TODAY = "extract(epoch FROM now())::bigint / 86400";

    private final JdbcClient jdbc;
    private final String subscription;

    ForeignMessages(JdbcClient jdbc, String subscription) {
        this.jdbc = jdbc;
        this.subscription = subscription;
    }

    /** Notes the ids in the transaction under way and returns those that were not there. */
    Set<UUID> note(List<ReceivedMessage> messages) {
        Set<UUID> ids = new HashSet<>();
        messages.stream()
                .filter(message -> hasId(message) && MessageNumber.in(message.headers()) == null)
                .forEach(message -> ids.add(id(message)));
        if (ids.isEmpty()) {
            return ids;
        }
        UUID[] all = ids.toArray(UUID[]::new);
        return new HashSet<>(jdbc.sql("""
                INSERT INTO platform.consumed_foreign (slot, subscription, id)
                SELECT (%s) %% %d, ?, given.id FROM unnest(?::uuid[]) AS given (id)
                WHERE NOT EXISTS (
                    SELECT FROM platform.consumed_foreign AS seen WHERE seen.subscription = ? AND seen.id = given.id)
                ON CONFLICT DO NOTHING RETURNING id
                """.formatted(TODAY, SLOTS))
                .param(subscription)
                .param(all)
                .param(subscription)
                .query(UUID.class)
                .list());
    }

    /** Empties the days that lie further back than {@code age}; returns how many that were. */
    static int forget(JdbcClient jdbc, Duration age) {
        long today = jdbc.sql("SELECT " + TODAY).query(Long.class).single();
        int emptied = 0;
        for (long day = today - SLOTS + 2; day < today - age.toDays(); day++) {
            String table = "platform.consumed_foreign_" + day % SLOTS;
            boolean used = jdbc.sql("SELECT EXISTS (SELECT FROM " + table + ")")
                    .query(Boolean.class)
                    .single();
            if (used) {
                jdbc.sql("TRUNCATE " + table).update();
                emptied++;
            }
        }
        return emptied;
    }

    static boolean hasId(ReceivedMessage message) {
        return message.headers().containsKey("ce_id");
    }

    static UUID id(ReceivedMessage message) {
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
