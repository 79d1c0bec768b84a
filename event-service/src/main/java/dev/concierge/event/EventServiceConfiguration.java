package dev.concierge.event;

import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.time;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guest;
import static dev.concierge.platform.security.Grant.guestNamed;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class EventServiceConfiguration {
    private static final String READ = "events:read";
    private static final String SEE_ACCESS = "access:read";
    private static final String GIVE_ACCESS = "access:write";
    private static final String WRITE = "events:write";

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind("events", """
                    SELECT event_name, event_at, event_id, received_at, attributes FROM user_events WHERE user_id = :guest
                    """, text("event_name"), time("event_at"), uuid("event_id"), time("received_at")),
                new Kind(
                        "deletedEvents",
                        "SELECT event_id, deleted_at FROM deleted_events WHERE user_id = :guest",
                        uuid("event_id")),
                new Kind(
                        "triggerFirings",
                        "SELECT trigger_id FROM trigger_firings WHERE user_id = :guest",
                        uuid("trigger_id")));
    }

    @Bean
    Access access() {
        Access access = new Access();
        List.of("/event", "/events", "/events/batch", "/interactions", "/interactions/batch")
                .forEach(ingest -> access.allow(POST, ingest, client(WRITE), service(WRITE), operator(), guest()));
        List.of(
                        "track",
                        "t",
                        "identify",
                        "i",
                        "page",
                        "p",
                        "screen",
                        "s",
                        "group",
                        "g",
                        "alias",
                        "a",
                        "batch",
                        "b",
                        "import")
                .forEach(call -> access.allow(POST, "/v1/" + call, client(WRITE), service(WRITE)));
        access.allow(GET, "/events/losses", client(READ), service(READ), operator());
        access.allow(GET, "/events/export", client(READ), service(READ), operator());
        access.allow(POST, "/events/imports", client(WRITE), service(WRITE), operator());
        List.of("/events/imports/{requestId}", "/events/imports/{requestId}/refusals")
                .forEach(read -> access.allow(GET, read, client(WRITE), service(WRITE), operator()));
        List.of("/events/schemas", "/events/schemas/{schemaId}")
                .forEach(read -> access.allow(GET, read, client(READ), service(READ), operator()));
        access.allow(POST, "/events/schemas", operator());
        access.allow(PUT, "/events/schemas/{schemaId}", operator());
        access.allow(DELETE, "/events/schemas/{schemaId}", operator());
        access.allow(GET, "/events/tails", operator());
        access.allow(POST, "/events/tails", operator());
        access.allow(DELETE, "/events/tails/{tailId}", operator());
        List.of("/events/replays", "/events/replays/{replayId}").forEach(read -> access.allow(GET, read, operator()));
        access.allow(POST, "/events/replays", operator());
        access.allow(DELETE, "/events/replays/{replayId}", operator());
        List.of("/events/outlets", "/events/outlets/{outletId}", "/events/outlets/{outletId}/progress")
                .forEach(read -> access.allow(GET, read, operator()));
        access.allow(POST, "/events/outlets", operator());
        access.allow(PUT, "/events/outlets/{outletId}", operator());
        access.allow(DELETE, "/events/outlets/{outletId}", operator());
        access.allow(POST, "/events/write-keys", operator(GIVE_ACCESS));
        access.allow(GET, "/events/write-keys", operator(SEE_ACCESS));
        access.allow(DELETE, "/events/write-keys/{keyId}", operator(GIVE_ACCESS));
        access.allow(GET, "/users/{userId}/events", client(READ), service(READ), operator(), guestNamed("userId"));
        List.of("/userEvent", "/events", "/events/{eventId}", "/triggers", "/triggers/{triggerId}")
                .forEach(read -> access.allow(GET, read, client(READ), service(READ), operator()));
        changes(access, DELETE, "/events/{eventId}");
        changes(access, POST, "/triggers");
        changes(access, PUT, "/triggers/{triggerId}");
        changes(access, DELETE, "/triggers/{triggerId}");
        return access;
    }

    private static void changes(Access access, HttpMethod method, String pattern) {
        access.allow(method, pattern, client(WRITE), service(WRITE), operator());
    }
}
