package dev.concierge.hub.delivery.inbox;

import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.PersonalData;
import dev.concierge.hub.delivery.template.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages of all inboxes. */
class Inbox implements PersonalData {
    private static final String COLUMNS =
            "notification_id, category, subject, text, html, received_at, read_at, archived_at";

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a list was left. */
    record Place(Instant receivedAt, UUID notificationId) {}

    /** False when it is there. */
    boolean add(Notification notification, Wording wording, Instant at) {
        return jdbc.sql("""
                        INSERT INTO inbox_item (notification_id, user_id, category, subject, text, html, received_at)
                        VALUES (:id, :userId, :category, :subject, :text, :html, :at) ON CONFLICT DO NOTHING""")
                        .param("id", notification.id())
                        .param("userId", notification.userId())
                        .param("category", notification.category().name())
                        .param("subject", wording.subject())
                        .param("text", wording.text())
                        .param("html", wording.html())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** The newest first. */
    List<InboxItem> after(@Nullable Place place, String userId, boolean archived, boolean unreadOnly, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM inbox_item
                        WHERE user_id = :userId AND (archived_at IS NOT NULL) = :archived
                          AND (NOT :unreadOnly OR read_at IS NULL)
                          AND (:at::timestamptz IS NULL OR (received_at, notification_id) < (:at, :id))
                        ORDER BY received_at DESC, notification_id DESC LIMIT :limit""")
                .param("userId", userId)
                .param("archived", archived)
                .param("unreadOnly", unreadOnly)
                .param("at", place == null ? null : Timestamp.from(place.receivedAt()))
                .param("id", place == null ? null : place.notificationId())
                .param("limit", limit)
                .query(Inbox::item)
                .list();
    }

    Optional<InboxItem> find(String userId, UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM inbox_item WHERE user_id = ? AND notification_id = ?")
                .params(userId, id)
                .query(Inbox::item)
                .optional();
    }

    /** What is null stays as it is; what was read before keeps when. */
    boolean mark(String userId, UUID id, @Nullable Boolean read, @Nullable Boolean archived, Instant now) {
        return jdbc.sql("""
                        UPDATE inbox_item SET
                          read_at = CASE WHEN :read::boolean IS NULL THEN read_at
                                         WHEN :read THEN coalesce(read_at, :now) END,
                          archived_at = CASE WHEN :archived::boolean IS NULL THEN archived_at
                                             WHEN :archived THEN coalesce(archived_at, :now) END
                        WHERE user_id = :userId AND notification_id = :id""")
                        .param("read", read)
                        .param("archived", archived)
                        .param("now", Timestamp.from(now))
                        .param("userId", userId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Whether there were any. */
    boolean markAllRead(String userId, Instant now) {
        return jdbc.sql(
                                "UPDATE inbox_item SET read_at = ? WHERE user_id = ? AND read_at IS NULL AND archived_at IS NULL")
                        .params(Timestamp.from(now), userId)
                        .update()
                > 0;
    }

    int unread(String userId) {
        return jdbc.sql("SELECT count(*) FROM inbox_item WHERE user_id = ? AND read_at IS NULL AND archived_at IS NULL")
                .param(userId)
                .query(Integer.class)
                .single();
    }

    @Override
    public void purge(String userId) {
        jdbc.sql("DELETE FROM inbox_item WHERE user_id = ?").param(userId).update();
    }

    private static InboxItem item(ResultSet row, int number) throws SQLException {
        return new InboxItem(
                row.getObject("notification_id", UUID.class),
                Category.valueOf(row.getString("category")),
                row.getString("subject"),
                row.getString("text"),
                row.getString("html"),
                row.getTimestamp("received_at").toInstant(),
                orNull(row.getTimestamp("read_at")),
                orNull(row.getTimestamp("archived_at")));
    }

    private static @Nullable Instant orNull(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
