package dev.concierge.datemaker.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The seed's DataHandler: which data is expected from which message of which chat. Survives restarts; removed once handled. */
@Repository
public class Expectations {
    private final JdbcClient jdbc;

    Expectations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an answer means. */
    public enum Kind {
        CONFIRMATION,
        RATING
    }

    /** @param partnerId whom a rating is about */
    public record Expected(
            Kind kind, UUID eventId, UUID userId, @Nullable UUID partnerId) {}

    /** A later question at the same place takes the place of an earlier one. */
    void expect(Chat chat, Expected expected, Instant now) {
        jdbc.sql("""
                insert into expectations (chat_id, message_id, what, event_id, user_id, partner_id, since)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (chat_id, message_id) do update set what = excluded.what, event_id = excluded.event_id,
                    user_id = excluded.user_id, partner_id = excluded.partner_id, since = excluded.since
                """)
                .param(chat.chatId())
                .param(message(chat))
                .param(expected.kind().name())
                .param(expected.eventId())
                .param(expected.userId())
                .param(expected.partnerId())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Expected> find(Chat chat) {
        return jdbc.sql("select * from expectations where chat_id = ? and message_id = ?")
                .params(chat.chatId(), message(chat))
                .query((row, _) -> new Expected(
                        Kind.valueOf(row.getString("what")),
                        row.getObject("event_id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        row.getObject("partner_id", UUID.class)))
                .optional();
    }

    public void handled(Chat chat) {
        jdbc.sql("delete from expectations where chat_id = ? and message_id = ?")
                .params(chat.chatId(), message(chat))
                .update();
    }

    /** A chat's message without an id is its newest. */
    private static String message(Chat chat) {
        return chat.messageId() == null ? "" : chat.messageId();
    }
}
