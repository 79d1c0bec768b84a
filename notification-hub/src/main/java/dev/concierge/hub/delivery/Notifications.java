package dev.concierge.hub.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The notifications taken and what became of them. */
public final class Notifications implements PersonalData {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Notifications(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores it with one pending delivery per channel; false when it was taken before. */
    boolean add(Notification notification, Collection<String> channels, Instant receivedAt) {
        int added = jdbc.sql("""
                        INSERT INTO notification
                          (notification_id, user_id, category, content, data, source, requested_at, received_at)
                        VALUES (:id, :userId, :category, :content::jsonb, :data::jsonb, :source::jsonb, :requestedAt, :receivedAt)
                        ON CONFLICT DO NOTHING""")
                .param("id", notification.id())
                .param("userId", notification.userId())
                .param("category", notification.category().name())
                .param("content", json.writeValueAsString(notification.content()))
                .param("data", json.writeValueAsString(notification.data()))
                .param("source", notification.source() == null ? null : json.writeValueAsString(notification.source()))
                .param("requestedAt", Timestamp.from(notification.requestedAt()))
                .param("receivedAt", Timestamp.from(receivedAt))
                .update();
        if (added == 1) {
            jdbc.sql("INSERT INTO delivery (notification_id, channel, at) SELECT :id, unnest(:channels), :at")
                    .param("id", notification.id())
                    .param("channels", channels.toArray(String[]::new))
                    .param("at", Timestamp.from(receivedAt))
                    .update();
        }
        return added == 1;
    }

    /** Empty when it was never taken or its guest was erased. */
    public Optional<Notification> find(UUID id) {
        return jdbc.sql("""
                        SELECT notification_id, user_id, category, content, data, source, requested_at
                        FROM notification WHERE notification_id = :id""").param("id", id).query(this::notification).optional();
    }

    /** Ends a pending delivery; false when it has ended before or its guest was erased. */
    boolean end(UUID id, String channel, Outcome outcome, Instant at) {
        return jdbc.sql("""
                        UPDATE delivery SET state = :state, reason = :reason, at = :at
                        WHERE notification_id = :id AND channel = :channel AND state = 'pending'""")
                        .param("id", id)
                        .param("channel", channel)
                        .param("state", outcome.state())
                        .param("reason", outcome.reason())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    List<Delivery> deliveries(UUID id) {
        return jdbc.sql("SELECT channel, state, reason, at FROM delivery WHERE notification_id = :id ORDER BY channel")
                .param("id", id)
                .query((row, _) -> new Delivery(
                        row.getString("channel"), row.getString("state"), row.getString("reason"), instant(row, "at")))
                .list();
    }

    @Override
    public void purge(String userId) {
        jdbc.sql("DELETE FROM notification WHERE user_id = :userId")
                .param("userId", userId)
                .update();
    }

    private Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject("notification_id", UUID.class),
                row.getString("user_id"),
                Category.valueOf(row.getString("category")),
                json.readValue(row.getString("content"), Content.class),
                json.readTree(row.getString("data")),
                tree(row.getString("source")),
                instant(row, "requested_at"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
