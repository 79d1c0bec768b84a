package dev.concierge.journey;

import static dev.concierge.platform.records.PersonalRecords.Column.number;
import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guest;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import dev.concierge.platform.topic.Topic;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(JourneySettings.class)
class JourneyConfiguration {
    private static final Grant[] READERS = {client("journeys:read"), service("journeys:read"), operator()};
    private static final Grant[] WRITERS = {client("journeys:write"), service("journeys:write"), operator()};
    private static final Grant[] READERS_AND_GUESTS = {
        client("journeys:read"), service("journeys:read"), operator(), guest()
    };

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind(
                        "guests",
                        "SELECT user_id, attributes, preferences FROM guests WHERE user_id = :guest AND erased_at IS NULL",
                        text("user_id")),
                new Kind("runs", """
                    SELECT run_id, journey_id, version, causing_event_id, status, state, entry, created_at, updated_at
                    FROM runs WHERE user_id = :guest
                    """, uuid("run_id")),
                new Kind("endedRuns", """
                    SELECT run_id, journey_id, version, causing_event_id, node, reason, created_at, ended_at
                    FROM ended_runs WHERE user_id = :guest
                    """, uuid("run_id")),
                new Kind(
                        "timelines",
                        "SELECT run_id, advance_id, at, steps FROM advances WHERE user_id = :guest",
                        uuid("run_id"),
                        uuid("advance_id")),
                new Kind(
                        "timers",
                        "SELECT run_id, visit, due_at FROM timers WHERE user_id = :guest",
                        uuid("run_id"),
                        number("visit")),
                new Kind(
                        "heldTimers",
                        "SELECT run_id, visit, due_at FROM held_timers WHERE user_id = :guest",
                        uuid("run_id"),
                        number("visit")),
                new Kind(
                        "entries",
                        "SELECT journey_id, runs, recent_since, recent FROM entries WHERE user_id = :guest",
                        text("journey_id")),
                new Kind("refusals", """
                    SELECT journey_id, reason, times, first_at, last_at FROM refusals WHERE user_id = :guest
                    """, text("journey_id"), text("reason")));
    }

    @Bean
    Access access() {
        return new Access()
                .allow(HttpMethod.POST, "/initiateJourney", WRITERS)
                .allow(HttpMethod.GET, "/journeys/runs", READERS_AND_GUESTS)
                .allow(HttpMethod.GET, "/journeys/runs/refusals", READERS_AND_GUESTS)
                .allow(HttpMethod.GET, "/journeys/runs/{runId}", READERS_AND_GUESTS)
                .allow(HttpMethod.GET, "/journeys/runs/{runId}/timeline", READERS_AND_GUESTS)
                .allow(HttpMethod.POST, "/journeys/runs/{runId}/cancel", WRITERS)
                .allow(HttpMethod.GET, "/journeys/experiences", service("journeys:read"))
                .allow(HttpMethod.GET, "/journeys/experiences/{experienceId}", service("journeys:read"))
                .allow(HttpMethod.PUT, "/journeys/experiences/{experienceId}", service("journeys:write"))
                .allow(HttpMethod.DELETE, "/journeys/experiences/{experienceId}", service("journeys:write"))
                .allow(HttpMethod.GET, "/journeys/schema", READERS)
                .allow(HttpMethod.GET, "/journeys", READERS)
                .allow(HttpMethod.POST, "/journeys", WRITERS)
                .allow(HttpMethod.GET, "/journeys/{id}", READERS)
                .allow(HttpMethod.GET, "/journeys/{id}/funnel", READERS)
                .allow(HttpMethod.GET, "/journeys/{id}/entrants", READERS)
                .allow(HttpMethod.GET, "/journeys/{id}/backfill", READERS)
                .allow(HttpMethod.GET, "/journeys/{id}/diff", READERS)
                .allow(HttpMethod.PUT, "/journeys/{id}", WRITERS)
                .allow(HttpMethod.POST, "/journeys/{id}/publish", WRITERS)
                .allow(HttpMethod.POST, "/journeys/{id}/pause", WRITERS)
                .allow(HttpMethod.POST, "/journeys/{id}/resume", WRITERS)
                .allow(HttpMethod.POST, "/journeys/{id}/archive", WRITERS);
    }

    @Bean
    Topic journeyDefinitionsTopic() {
        return Topic.compacted("journey-definitions");
    }

    @Bean
    Topic journeysTopic() {
        return Topic.log("journeys");
    }

    @Bean
    Topic notificationsTopic() {
        return Topic.log("notifications");
    }
}
