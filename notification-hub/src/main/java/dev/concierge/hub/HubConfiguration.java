package dev.concierge.hub;

import static dev.concierge.platform.records.PersonalRecords.Column.number;
import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HubConfiguration {
    private static final String SEND = "notifications:write";
    private static final Grant[] READ_INBOX = {Grant.guestNamed("userId"), Grant.client("users:read"), Grant.operator()
    };
    private static final Grant[] MARK_INBOX = {Grant.guestNamed("userId"), Grant.client("users:write"), Grant.operator()
    };

    private static final Set<String> ROLES = Set.of("all", "live", "delivery");

    HubConfiguration(@Value("${concierge.hub.role}") String role) {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("CONCIERGE_HUB_ROLE: " + role + " (expected: one of " + ROLES + ")");
        }
    }

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind("notifications", """
                    SELECT notification_id, category, content, data, template_id, template_version, locale, business_id, requested_at,
                        received_at, expires_at
                    FROM notification WHERE user_id = :guest
                    """, uuid("notification_id")),
                new Kind("deliveries", """
                    SELECT notification_id, channel, state, reason, at, attempts
                    FROM delivery JOIN notification USING (notification_id) WHERE user_id = :guest
                    """, uuid("notification_id"), text("channel")),
                new Kind("inboxItems", """
                    SELECT notification_id, category, subject, text, html, received_at, read_at, archived_at
                    FROM inbox_item WHERE user_id = :guest
                    """, uuid("notification_id")),
                new Kind(
                        "conversations",
                        "SELECT conversation_id, business_id, created_at FROM conversation WHERE user_id = :guest",
                        uuid("conversation_id")),
                new Kind("messages", """
                    SELECT message_id, conversation_id, content, state, said_at
                    FROM conversation_message JOIN conversation USING (conversation_id) WHERE user_id = :guest
                    """, uuid("message_id")),
                new Kind(
                        "said",
                        "SELECT CAST(day AS text) AS day, messages FROM guest_said WHERE user_id = :guest",
                        text("day")),
                new Kind("answers", """
                    SELECT message_id, index, kind, answer_part.content
                    FROM answer_part JOIN conversation_message USING (message_id) JOIN conversation USING (conversation_id)
                    WHERE user_id = :guest
                    """, uuid("message_id"), number("index")),
                new Kind(
                        "objections",
                        "SELECT objection_id, channel, wish, said_at FROM objection WHERE user_id = :guest",
                        uuid("objection_id")));
    }

    /** Sockets are open doors here because they carry their token where browsers can put it; the door itself checks. */
    @Bean
    Access access() {
        return new Access()
                .open(GET, "/socket/websocket")
                .open(GET, "/test")
                .open(GET, "/api/health")
                // signed links in mails
                .open(GET, "/notifications/unsubscribe/{token}")
                .open(POST, "/notifications/unsubscribe/{token}")
                // who may have a guest's token may speak as the guest, to whom a yes books and cancels
                .allow(POST, "/api/messages", Grant.guest(), Grant.client("users:write"))
                .allow(GET, "/ops/live/connections", Grant.operator())
                .allow(GET, "/ops/live/topics", Grant.operator())
                .allow(GET, "/ops/live/lag", Grant.operator())
                .allow(POST, "/ops/live/disconnects", Grant.operator())
                .allow(GET, "/ops/notifications/stops", Grant.operator())
                .allow(PUT, "/ops/notifications/stops/{channel}", Grant.operator())
                .allow(DELETE, "/ops/notifications/stops/{channel}", Grant.operator())
                .allow(POST, "/ops/notifications/sender-checks", Grant.operator())
                .allow(GET, "/notifications/templates", Grant.operator(), Grant.client(SEND))
                .allow(GET, "/notifications/templates/{templateId}", Grant.operator(), Grant.client(SEND))
                .allow(PUT, "/notifications/templates/{templateId}", Grant.operator(), Grant.client(SEND))
                .allow(DELETE, "/notifications/templates/{templateId}", Grant.operator(), Grant.client(SEND))
                .allow(POST, "/notifications/templates/{templateId}/preview", Grant.operator(), Grant.client(SEND))
                .open(POST, "/webhooks/mail") // signed by Standard Webhooks
                .allow(GET, "/notifications/receipts", Grant.operator(), Grant.client("users:read"))
                .allow(POST, "/notifications/suppressions", Grant.operator(), Grant.client(SEND))
                .allow(POST, "/notifications/consents", Grant.operator(), Grant.client("users:write"))
                .allow(GET, "/notifications/senders", Grant.operator())
                .allow(GET, "/notifications/senders/{businessId}", Grant.operator())
                .allow(PUT, "/notifications/senders/{businessId}", Grant.operator())
                .allow(DELETE, "/notifications/senders/{businessId}", Grant.operator())
                .allow(POST, "/notifications/templates/{templateId}/tests", Grant.operator(), Grant.client(SEND))
                .allow(GET, "/inbox/{userId}", READ_INBOX)
                .allow(GET, "/inbox/{userId}/unread", READ_INBOX)
                .allow(PATCH, "/inbox/{userId}/{notificationId}", MARK_INBOX)
                .allow(POST, "/inbox/{userId}/read", MARK_INBOX)
                .allow(GET, "/notifications/{notificationId}", Grant.operator(), Grant.client("users:read"))
                .honouringBusinesses()
                .allow(POST, "/api/notifications", Grant.service(SEND), Grant.client(SEND))
                .allow(POST, "/api/agent/responses", Grant.service(SEND));
    }
}
