package dev.concierge.hub;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HubConfiguration {
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
                .allow(
                        POST,
                        "/api/notifications",
                        Grant.service("notifications:write"),
                        Grant.client("notifications:write"))
                .allow(POST, "/api/messages", Grant.guest(), Grant.client("notifications:write"))
                .allow(POST, "/api/agent/responses", Grant.service("notifications:write"))
                .allow(GET, "/ops/live/connections", Grant.operator())
                .allow(GET, "/ops/live/topics", Grant.operator())
                .allow(GET, "/ops/live/lag", Grant.operator())
                .allow(POST, "/ops/live/disconnects", Grant.operator())
                .allow(GET, "/notifications/{notificationId}", Grant.operator(), Grant.client("users:read"));
    }
}
