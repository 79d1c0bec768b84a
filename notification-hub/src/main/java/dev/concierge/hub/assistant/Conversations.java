package dev.concierge.hub.assistant;

import dev.concierge.hub.delivery.PersonalData;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conversations, what guests said in them, and the parts of answers that wait for an earlier one. */
final class Conversations implements PersonalData {
    private final JdbcClient jdbc;

    Conversations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A conversation.
     *
     * @param businessId null when it is about none
     */
    record Conversation(UUID id, String userId, @Nullable String businessId) {}

    /** What a guest said. */
    record Message(UUID id, UUID conversationId, String content) {}

    /** A part of an answer. */
    record Part(int index, AnswerMessage.Kind kind, JsonNode content) {}

    void begin(Conversation conversation, Instant now) {
        jdbc.sql("""
                        INSERT INTO conversation (conversation_id, user_id, business_id, created_at)
                        VALUES (:id, :user, :business, :now) ON CONFLICT DO NOTHING""")
                .param("id", conversation.id)
                .param("user", conversation.userId)
                .param("business", conversation.businessId)
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Conversation> find(UUID id) {
        return jdbc.sql(
                        "SELECT conversation_id AS id, user_id, business_id FROM conversation WHERE conversation_id = ?")
                .param(id)
                .query(Conversation.class)
                .optional();
    }

    /** @param id as a client wrote it; there is no conversation by a name that is no id */
    Optional<Conversation> find(String id) {
        try {
            return find(Numbers.uuid(id));
        } catch (Refused noId) {
            return Optional.empty();
        }
    }

    /** One at a time writes to a conversation: its order is the order of commits. False where there is none any more. */
    boolean lock(UUID id) {
        return !jdbc.sql("SELECT 1 FROM conversation WHERE conversation_id = ? FOR UPDATE")
                .param(id)
                .query()
                .listOfRows()
                .isEmpty();
    }

    /** False when this message was taken before. */
    boolean add(Message message, Instant now, Instant dueAt) {
        return jdbc.sql("""
                        INSERT INTO conversation_message (message_id, conversation_id, content, said_at, due_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                message.id,
                                message.conversationId,
                                message.content,
                                Timestamp.from(now),
                                Timestamp.from(dueAt))
                        .update()
                == 1;
    }

    /**
     * Counts one more message of a guest. Whoever counts the same guest's waits until the transaction under way ends.
     *
     * @return how many the guest has said on that day with it
     */
    int count(String userId, LocalDate day) {
        jdbc.sql("DELETE FROM guest_said WHERE user_id = ? AND day < ?")
                .params(userId, Date.valueOf(day))
                .update();
        return jdbc.sql("""
                        INSERT INTO guest_said AS known (user_id, day, messages) VALUES (?, ?, 1)
                        ON CONFLICT (user_id, day) DO UPDATE SET messages = known.messages + 1
                        RETURNING messages""")
                .params(userId, Date.valueOf(day))
                .query(Integer.class)
                .single();
    }

    /** The message that is to be handed over now: the first that waits, unless one is on its way. */
    Optional<UUID> takeNext(UUID conversationId) {
        return jdbc.sql("""
                        UPDATE conversation_message SET state = 'sending' WHERE message_id = (
                          SELECT message_id FROM conversation_message
                          WHERE conversation_id = :conversation AND state = 'waiting' ORDER BY number LIMIT 1)
                        AND NOT EXISTS (SELECT 1 FROM conversation_message
                          WHERE conversation_id = :conversation AND state = 'sending')
                        RETURNING message_id""")
                .param("conversation", conversationId)
                .query(UUID.class)
                .optional();
    }

    Optional<Message> message(UUID id) {
        return jdbc.sql(
                        "SELECT message_id AS id, conversation_id, content FROM conversation_message WHERE message_id = ?")
                .param(id)
                .query(Message.class)
                .optional();
    }

    /** It has been handed over; one that is ended already stays so. */
    void sent(UUID messageId) {
        jdbc.sql("UPDATE conversation_message SET state = 'sent' WHERE message_id = ? AND state = 'sending'")
                .param(messageId)
                .update();
    }

    /** Whether its guest has the whole answer, or was told that none comes. */
    boolean hasEnded(UUID messageId) {
        return jdbc.sql("SELECT 1 FROM conversation_message WHERE message_id = ? AND state = 'ended'")
                .param(messageId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** False when it has ended before. */
    boolean end(UUID messageId) {
        return jdbc.sql("UPDATE conversation_message SET state = 'ended' WHERE message_id = ? AND state <> 'ended'")
                        .param(messageId)
                        .update()
                == 1;
    }

    /** Those without an answer in time, at most so many, those that have waited longest first. */
    List<Message> overdue(Instant now, int most) {
        return jdbc.sql("""
                        SELECT message_id AS id, conversation_id, content FROM conversation_message
                        WHERE state <> 'ended' AND due_at <= :now ORDER BY due_at LIMIT :most""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, _) -> new Message(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getString("content")))
                .list();
    }

    /** False when it has ended, or has been given more time. */
    boolean endOverdue(UUID messageId, Instant now) {
        return jdbc.sql("""
                        UPDATE conversation_message SET state = 'ended'
                        WHERE message_id = ? AND state <> 'ended' AND due_at <= ?""").params(messageId, Timestamp.from(now)).update() == 1;
    }

    /** The index of the next part to be shown; empty for a message that nobody sent. Locks it. */
    Optional<Integer> nextIndex(UUID conversationId, UUID messageId) {
        return jdbc.sql("""
                        SELECT next_index FROM conversation_message
                        WHERE message_id = ? AND conversation_id = ? FOR UPDATE""")
                .params(messageId, conversationId)
                .query(Integer.class)
                .optional();
    }

    void keep(UUID messageId, Part part) {
        jdbc.sql("""
                        INSERT INTO answer_part (message_id, index, kind, content) VALUES (?, ?, ?, ?::jsonb)
                        ON CONFLICT DO NOTHING""")
                .params(messageId, part.index, part.kind.name(), part.content.toString())
                .update();
    }

    /**
     * Takes out the kept parts that follow one another from an index on.
     *
     * @param dueAt when the guest is told that no more comes, if there is one among them
     */
    List<Part> takeFrom(UUID messageId, int index, Instant dueAt) {
        List<Part> kept = jdbc.sql("""
                        SELECT index, kind, content FROM answer_part
                        WHERE message_id = ? AND index >= ? ORDER BY index""")
                .params(messageId, index)
                .query((row, _) -> new Part(
                        row.getInt("index"),
                        AnswerMessage.Kind.valueOf(row.getString("kind")),
                        JsonMapper.shared().readTree(row.getString("content"))))
                .list();
        int next = index;
        while (next - index < kept.size() && kept.get(next - index).index == next) {
            next++;
        }
        if (next == index) {
            return List.of();
        }
        jdbc.sql("DELETE FROM answer_part WHERE message_id = ? AND index < ?")
                .params(messageId, next)
                .update();
        jdbc.sql("UPDATE conversation_message SET next_index = ?, due_at = ? WHERE message_id = ?")
                .params(next, Timestamp.from(dueAt), messageId)
                .update();
        return kept.subList(0, next - index);
    }

    /** What was said before a time and is answered or given up, at most so many messages; how many they were. */
    int forgetSaidBefore(Instant time, int most) {
        return jdbc.sql("""
                        DELETE FROM conversation_message WHERE message_id IN (
                          SELECT message_id FROM conversation_message WHERE state = 'ended' AND said_at < :time
                          ORDER BY said_at LIMIT :most FOR UPDATE SKIP LOCKED)""")
                .param("time", Timestamp.from(time))
                .param("most", most)
                .update();
    }

    /**
     * Conversations that began before a time and have nothing left in them. Locked before they are looked at again: what is
     * said meanwhile waits, and finds that its conversation is gone, or is seen here and keeps it.
     *
     * @return how many were looked at, at most {@code most}
     */
    int forgetSilentSince(Instant time, int most) {
        UUID[] silent = jdbc.sql("""
                        SELECT conversation_id FROM conversation AS old
                        WHERE created_at < :time AND NOT EXISTS (
                          SELECT FROM conversation_message AS said WHERE said.conversation_id = old.conversation_id)
                        ORDER BY created_at LIMIT :most FOR UPDATE SKIP LOCKED""")
                .param("time", Timestamp.from(time))
                .param("most", most)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        jdbc.sql("""
                        DELETE FROM conversation AS old WHERE conversation_id = ANY (:silent) AND NOT EXISTS (
                          SELECT FROM conversation_message AS said WHERE said.conversation_id = old.conversation_id)""").param("silent", silent).update();
        return silent.length;
    }

    /** How much was said on days that are over; how many such days of guests were forgotten, at most {@code most}. */
    int forgetCountsBefore(LocalDate day, int most) {
        return jdbc.sql("""
                        DELETE FROM guest_said WHERE (user_id, day) IN (
                          SELECT user_id, day FROM guest_said WHERE day < :day ORDER BY day LIMIT :most
                          FOR UPDATE SKIP LOCKED)""").param("day", Date.valueOf(day)).param("most", most).update();
    }

    @Override
    public void purge(String userId) {
        jdbc.sql("DELETE FROM conversation WHERE user_id = ?").param(userId).update();
        jdbc.sql("DELETE FROM guest_said WHERE user_id = ?").param(userId).update();
    }
}
