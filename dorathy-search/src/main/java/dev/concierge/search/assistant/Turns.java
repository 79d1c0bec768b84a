package dev.concierge.search.assistant;

import dev.concierge.search.assistant.dialogue.Heard.Exchange;
import dev.concierge.search.assistant.dialogue.Heard.Shown;
import dev.concierge.search.assistant.dialogue.Tongue;
import dev.concierge.search.assistant.dialogue.Turn;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What guests said, how far its answers are, and where their conversations stand. */
@Repository
class Turns {
    private static final TypeReference<List<Shown>> SHOWN = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Turns(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A part of an answer, as the hub is told of it. */
    record Part(int index, Kind kind, JsonNode content) {
        /** As the hub names them. */
        enum Kind {
            DELTA,
            FINAL,
            FUNCTION_CALL,
            ERROR;

            boolean isLast() {
                return this == FINAL || this == ERROR;
            }
        }
    }

    /** Where a conversation stands. */
    record Standing(Tongue tongue, List<Shown> shown) {}

    /** Nothing when it was taken before. */
    void add(Turn turn) {
        jdbc.sql("""
                        INSERT INTO assistant_turns (message_id, conversation_id, user_id, content, taken_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        turn.messageId(),
                        turn.conversationId(),
                        turn.guest(),
                        turn.content(),
                        Timestamp.from(turn.takenAt()))
                .update();
    }

    /** The first of a guest's that waits, unless one is being answered. */
    Optional<UUID> takeNext(UUID guest) {
        return jdbc.sql("""
                        UPDATE assistant_turns SET state = 'answering' WHERE message_id = (
                          SELECT message_id FROM assistant_turns
                          WHERE user_id = :guest AND state = 'waiting' ORDER BY number LIMIT 1)
                        AND NOT EXISTS (SELECT 1 FROM assistant_turns WHERE user_id = :guest AND state = 'answering')
                        RETURNING message_id""").param("guest", guest).query(UUID.class).optional();
    }

    /** One that is being answered; empty when it has ended or its guest was erased. */
    Optional<Turn> answering(UUID message) {
        return jdbc.sql("SELECT * FROM assistant_turns WHERE message_id = ? AND state = 'answering'")
                .param(message)
                .query((row, _) -> new Turn(
                        row.getObject("message_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        row.getString("content"),
                        row.getTimestamp("taken_at").toInstant()))
                .optional();
    }

    void end(UUID message) {
        jdbc.sql("UPDATE assistant_turns SET state = 'ended' WHERE message_id = ?")
                .param(message)
                .update();
        jdbc.sql("DELETE FROM assistant_parts WHERE message_id = ?")
                .param(message)
                .update();
    }

    /** @return how many were there */
    int forgetBefore(Instant limit, int most) {
        return jdbc.sql("""
                        DELETE FROM assistant_turns WHERE message_id IN (
                          SELECT message_id FROM assistant_turns WHERE taken_at < ? AND state = 'ended' LIMIT ?)""").params(Timestamp.from(limit), most).update();
    }

    void keep(UUID message, Part part) {
        jdbc.sql("INSERT INTO assistant_parts (message_id, index, kind, content) VALUES (?, ?, ?, ?::jsonb)")
                .params(message, part.index, part.kind.name(), part.content.toString())
                .update();
    }

    /** In their order. */
    List<Part> parts(UUID message) {
        return jdbc.sql("SELECT index, kind, content FROM assistant_parts WHERE message_id = ? ORDER BY index")
                .param(message)
                .query((row, _) -> new Part(
                        row.getInt("index"),
                        Part.Kind.valueOf(row.getString("kind")),
                        json.readTree(row.getString("content"))))
                .list();
    }

    void answered(UUID message, String answer) {
        jdbc.sql("UPDATE assistant_turns SET answer = ? WHERE message_id = ?")
                .params(answer, message)
                .update();
    }

    /** What was said in a guest's conversation before a message, oldest first. */
    List<Exchange> before(Turn turn, int most) {
        return jdbc.sql("""
                        SELECT content, answer FROM assistant_turns
                        WHERE user_id = ? AND conversation_id = ? AND answer IS NOT NULL AND message_id <> ?
                        ORDER BY number DESC LIMIT ?""")
                .params(turn.guest(), turn.conversationId(), turn.messageId(), most)
                .query((row, _) -> new Exchange(row.getString("content"), row.getString("answer")))
                .list()
                .reversed();
    }

    Standing standing(UUID guest, UUID conversation) {
        return jdbc.sql("SELECT tongue, shown FROM assistant_conversations WHERE user_id = ? AND conversation_id = ?")
                .params(guest, conversation)
                .query((row, _) -> new Standing(
                        Tongue.valueOf(row.getString("tongue")), json.readValue(row.getString("shown"), SHOWN)))
                .optional()
                .orElse(new Standing(Tongue.EN, List.of()));
    }

    void stand(UUID guest, UUID conversation, Standing standing) {
        jdbc.sql("""
                        INSERT INTO assistant_conversations (user_id, conversation_id, tongue, shown)
                        VALUES (:guest, :conversation, :tongue, :shown::jsonb)
                        ON CONFLICT (user_id, conversation_id) DO UPDATE SET tongue = :tongue, shown = :shown::jsonb""")
                .param("guest", guest)
                .param("conversation", conversation)
                .param("tongue", standing.tongue.name())
                .param("shown", json.writeValueAsString(standing.shown))
                .update();
    }
}
