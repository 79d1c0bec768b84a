package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.Notification.TemplateRef;
import dev.concierge.hub.delivery.rules.SentBefore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        TemplateRef template = notification.template();
        return jdbc.sql("""
                        WITH added AS (INSERT INTO notification
                          (notification_id, user_id, category, content, data, source, requested_at, received_at,
                           template_id, template_version, locale, business_id, expires_at, traceparent)
                        VALUES (:id, :userId, :category, :content::jsonb, :data::jsonb, :source::jsonb, :requestedAt, :receivedAt,
                           :templateId, :templateVersion, :locale, :businessId, :expiresAt, :traceparent)
                        ON CONFLICT DO NOTHING RETURNING notification_id)
                        INSERT INTO delivery (notification_id, channel, at, due_at)
                        SELECT notification_id, unnest(:channels), :receivedAt, :receivedAt FROM added""")
                        .param("channels", channels.toArray(String[]::new))
                        .param("id", notification.id())
                        .param("userId", notification.userId())
                        .param("category", notification.category().name())
                        .param(
                                "content",
                                notification.content() == null ? null : json.writeValueAsString(notification.content()))
                        .param("data", json.writeValueAsString(notification.data()))
                        .param(
                                "source",
                                notification.source() == null ? null : json.writeValueAsString(notification.source()))
                        .param("requestedAt", Timestamp.from(notification.requestedAt()))
                        .param("receivedAt", Timestamp.from(receivedAt))
                        .param("templateId", template == null ? null : template.id())
                        .param("templateVersion", template == null ? null : template.version())
                        .param("locale", notification.locale())
                        .param("businessId", notification.businessId())
                        .param("traceparent", notification.traceparent())
                        .param(
                                "expiresAt",
                                notification.expiresAt() == null ? null : Timestamp.from(notification.expiresAt()))
                        .update()
                > 0;
    }

    /** Empty when it was never taken or its guest was erased. */
    public Optional<Notification> find(UUID id) {
        return jdbc.sql("""
                        SELECT notification_id, user_id, category, content, data, source, requested_at,
                          template_id, template_version, locale, business_id, expires_at, traceparent
                        FROM notification WHERE notification_id = :id""").param("id", id).query(this::notification).optional();
    }

    /** Ends deliveries on a channel; returns those that had not ended before and whose guests are there. */
    Set<UUID> end(String channel, Map<UUID, Outcome> outcomes, Instant at) {
        return jdbc
                .sql("""
                        UPDATE delivery SET state = ended.state, reason = ended.reason, at = :at
                        FROM unnest(:ids::uuid[], :states::text[], :reasons::text[]) AS ended (id, state, reason)
                        WHERE notification_id = ended.id AND channel = :channel
                          AND delivery.state IN ('pending', 'held', 'claimed', 'sending')
                        RETURNING notification_id""")
                .param("at", Timestamp.from(at))
                .param("ids", outcomes.keySet().toArray(UUID[]::new))
                .param("states", outcomes.values().stream().map(Outcome::state).toArray(String[]::new))
                .param(
                        "reasons",
                        outcomes.values().stream().map(Outcome::reason).toArray(String[]::new))
                .param("channel", channel)
                .query(UUID.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /** How much advertising these guests had on a channel; locks them, so that of two pods one counts after the other. */
    Map<String, SentBefore> sentBefore(String channel, Collection<String> userIds, Instant now) {
        userIds.forEach(userId -> jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:guest, 16))")
                .param("guest", userId)
                .query(rows -> {}));
        Map<String, SentBefore> before = new HashMap<>();
        jdbc.sql("""
                        SELECT user_id, count(*) FILTER (WHERE at > :day) AS day, count(*) AS week
                        FROM notification JOIN delivery USING (notification_id)
                        WHERE user_id = ANY (:userIds) AND category = 'MARKETING' AND channel = :channel
                          AND state IN ('sending', 'sent') AND at > :week GROUP BY user_id""")
                .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("week", Timestamp.from(now.minus(Duration.ofDays(7))))
                .param("userIds", userIds.toArray(String[]::new))
                .param("channel", channel)
                .query(row -> {
                    before.put(row.getString("user_id"), new SentBefore(row.getInt("day"), row.getInt("week")));
                });
        return before;
    }

    /** What has ended, the oldest first. */
    List<EndedDelivery> ended(
            @Nullable Instant from, @Nullable Instant to, ReceiptController.@Nullable Place after, int limit) {
        return jdbc.sql("""
                        SELECT notification_id, user_id, channel, state, reason, at
                        FROM delivery JOIN notification USING (notification_id)
                        WHERE state IN ('sent', 'suppressed', 'failed')
                          AND (:from::timestamptz IS NULL OR at >= :from) AND (:to::timestamptz IS NULL OR at < :to)
                          AND (:after::timestamptz IS NULL OR (at, notification_id, channel) > (:after, :id, :channel))
                        ORDER BY at, notification_id, channel LIMIT :limit""")
                .param("from", from == null ? null : Timestamp.from(from))
                .param("to", to == null ? null : Timestamp.from(to))
                .param("after", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.notificationId())
                .param("channel", after == null ? null : after.channel())
                .param("limit", limit)
                .query((row, _) -> new EndedDelivery(
                        row.getObject("notification_id", UUID.class),
                        row.getString("user_id"),
                        row.getString("channel"),
                        row.getString("state"),
                        row.getString("reason"),
                        instant(row, "at")))
                .list();
    }

    List<Delivery> deliveries(UUID id) {
        return jdbc.sql("""
                        SELECT channel, state, reason, at, due_at,
                          (SELECT s.reason FROM stopped_channel s WHERE s.channel IN (delivery.channel, '*') LIMIT 1) AS stop
                        FROM delivery WHERE notification_id = :id ORDER BY channel""")
                .param("id", id)
                .query((row, _) -> Delivery.of(
                        row.getString("channel"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("stop"),
                        instant(row, "at"),
                        instant(row, "due_at")))
                .list();
    }

    @Override
    public void purge(String userId) {
        jdbc.sql("DELETE FROM notification WHERE user_id = :userId")
                .param("userId", userId)
                .update();
    }

    /** From a row with the columns of {@link #find}. */
    Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject("notification_id", UUID.class),
                row.getString("user_id"),
                Category.valueOf(row.getString("category")),
                content(row.getString("content")),
                template(row),
                json.readTree(row.getString("data")),
                tree(row.getString("source")),
                instant(row, "requested_at"),
                orNull(row.getTimestamp("expires_at")),
                row.getString("locale"),
                row.getString("business_id"),
                row.getString("traceparent"));
    }

    private @Nullable Content content(@Nullable String text) {
        return text == null ? null : json.readValue(text, Content.class);
    }

    private static @Nullable TemplateRef template(ResultSet row) throws SQLException {
        String id = row.getString("template_id");
        return id == null ? null : new TemplateRef(id, row.getObject("template_version", Integer.class));
    }

    private static @Nullable Instant orNull(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
