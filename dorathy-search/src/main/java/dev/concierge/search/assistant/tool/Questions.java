package dev.concierge.search.assistant.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What guests were asked, and what they said to it; one question of a conversation is open at a time. */
@Repository
public class Questions {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Questions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param says in the guest's language, with all that a yes would mean */
    public record Question(
            UUID questionId,
            UUID conversationId,
            String tool,
            JsonNode action,
            String says,
            Instant askedAt,
            Instant expiresAt) {}

    /** How a question ended. */
    enum End {
        ACCEPTED,
        DECLINED,
        REPLACED
    }

    void ask(UUID guest, Question question) {
        jdbc.sql("""
                        UPDATE assistant_questions SET state = 'replaced'
                        WHERE user_id = ? AND conversation_id = ? AND state = 'open' AND question_id <> ?""")
                .params(guest, question.conversationId, question.questionId)
                .update();
        jdbc.sql("""
                        INSERT INTO assistant_questions
                          (question_id, user_id, conversation_id, tool, action, says, asked_at, expires_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        question.questionId,
                        guest,
                        question.conversationId,
                        question.tool,
                        question.action.toString(),
                        question.says,
                        Timestamp.from(question.askedAt),
                        Timestamp.from(question.expiresAt))
                .update();
    }

    /** What waits for this guest's yes in a conversation. */
    Optional<Question> open(UUID guest, UUID conversation, Instant now) {
        return jdbc.sql("""
                        SELECT * FROM assistant_questions
                        WHERE user_id = ? AND conversation_id = ? AND state = 'open' AND expires_at > ?
                        ORDER BY asked_at DESC LIMIT 1""")
                .params(guest, conversation, Timestamp.from(now))
                .query(this::question)
                .optional();
    }

    /** Newest first. */
    List<Question> open(UUID guest, Instant now) {
        return jdbc.sql("""
                        SELECT * FROM assistant_questions WHERE user_id = ? AND state = 'open' AND expires_at > ?
                        ORDER BY asked_at DESC LIMIT 100""")
                .params(guest, Timestamp.from(now))
                .query(this::question)
                .list();
    }

    void end(UUID guest, UUID question, End end) {
        jdbc.sql("UPDATE assistant_questions SET state = ? WHERE user_id = ? AND question_id = ? AND state = 'open'")
                .params(end.name().toLowerCase(Locale.ROOT), guest, question)
                .update();
    }

    private Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getObject("question_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("tool"),
                json.readTree(row.getString("action")),
                row.getString("says"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
