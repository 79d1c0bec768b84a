package dev.concierge.datemaker.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"bookings", "notifications", "users"})
class RegistrationFlowTests {
    private static final String WRITER = TestTokens.client("dating:read", "dating:write");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestMessages messages;

    @Autowired
    private Clock clock;

    @BeforeEach
    void startWithoutEvents() {
        jdbc.sql("delete from dating_events").update();
    }

    @Test
    void whoComesWhenAllSeatsAreTakenWaitsAndMovesUp() {
        String event = plan(Map.of("capacity", 2, "least", 2));
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID third = UUID.randomUUID();
        UUID fourth = UUID.randomUUID();

        assertThat(register(event, first, Map.of()).path("status").asString()).isEqualTo("REGISTERED");
        assertThat(register(event, first, Map.of()).path("status").asString()).isEqualTo("REGISTERED");
        assertThat(register(event, second, Map.of()).path("status").asString()).isEqualTo("REGISTERED");
        assertThat(register(event, third, Map.of()).path("status").asString()).isEqualTo("WAITING");
        assertThat(register(event, fourth, Map.of()).path("status").asString()).isEqualTo("WAITING");

        as(first, HttpMethod.DELETE, path(event, first), null).expectStatus().isOk();
        assertThat(read(event, third).path("status").asString()).isEqualTo("REGISTERED");
        assertThat(read(event, fourth).path("status").asString()).isEqualTo("WAITING");
        assertThat(register(event, first, Map.of()).path("status").asString()).isEqualTo("WAITING");
    }

    @Test
    void whoRegistersWhileTheOthersAreAskedIsAskedToo() {
        String event = plan(Map.of());
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        register(event, early, Map.of());
        jdbc.sql("update dating_events set step = 'ASK', due_at = now() where id = ?::uuid")
                .param(event)
                .update();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(read(event, early).path("status").asString()).isEqualTo("ASKED"));

        assertThat(register(event, late, Map.of()).path("status").asString()).isEqualTo("ASKED");
        messages.await(
                "notifications",
                "notification.requested",
                data -> data.path("userId").asString().equals(late.toString())
                        && data.at("/data/kind").asString().equals("confirm_registration"));
        as(late, HttpMethod.POST, path(event, late) + "/confirmation", Map.of("confirmed", true))
                .expectStatus()
                .isOk();
        assertThat(read(event, late).path("status").asString()).isEqualTo("CONFIRMED");
        as(late, HttpMethod.POST, path(event, late) + "/presence", Map.of("present", true))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void sideAndAgeAreThoseOfTheEvent() {
        String event = plan(
                Map.of("mode", "TWO_SIDED", "sideOne", "left", "sideOther", "right", "youngest", 25, "oldest", 35));
        UUID guest = UUID.randomUUID();

        as(guest, HttpMethod.PUT, path(event, guest), Map.of("side", "up", "age", 40))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/side")
                .jsonPath("$.errors[1].pointer")
                .isEqualTo("/age");
        assertThat(register(event, guest, Map.of("side", "left", "age", 25))
                        .path("status")
                        .asString())
                .isEqualTo("REGISTERED");
        as(guest, HttpMethod.PUT, path(plan(Map.of()), guest), Map.of("side", "left"))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aGuestRegistersThemselvesAlone() {
        String event = plan(Map.of());
        UUID guest = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        register(event, guest, Map.of());

        as(other, HttpMethod.GET, path(event, guest), null).expectStatus().isNotFound();
        as(other, HttpMethod.DELETE, path(event, guest), null).expectStatus().isNotFound();
        as(other, HttpMethod.PUT, path(event, guest), Map.of()).expectStatus().isNotFound();
        as(other, HttpMethod.GET, path(event, other), null).expectStatus().isNotFound();
        as(guest, HttpMethod.PUT, path(UUID.randomUUID().toString(), guest), Map.of())
                .expectStatus()
                .isNotFound();
    }

    @Test
    void registrationsAreListedInTheirOrder() {
        String event = plan(Map.of());
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        register(event, first, Map.of());
        register(event, second, Map.of());

        JsonNode page =
                body(exchange(WRITER, HttpMethod.GET, "/dating/events/" + event + "/registrations?limit=1", null)
                        .expectStatus()
                        .isOk());
        assertThat(page.at("/items/0/userId").asString()).isEqualTo(first.toString());
        JsonNode rest = body(exchange(
                        WRITER,
                        HttpMethod.GET,
                        "/dating/events/" + event + "/registrations?cursor="
                                + page.path("next").asString(),
                        null)
                .expectStatus()
                .isOk());
        assertThat(rest.at("/items/0/userId").asString()).isEqualTo(second.toString());
    }

    @Test
    void whoIsErasedLeavesNothing() {
        String event = plan(Map.of());
        UUID guest = UUID.randomUUID();
        register(event, guest, Map.of());

        messages.publish(
                "users",
                guest.toString(),
                "user.deleted",
                Map.of("userId", guest, "deletedAt", clock.instant().toString()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> exchange(WRITER, HttpMethod.GET, path(event, guest), null)
                        .expectStatus()
                        .isNotFound());
    }

    private String plan(Map<String, ?> format) {
        Map<String, Object> body = new HashMap<>(format);
        body.put("startsAt", clock.instant().plus(Duration.ofDays(3)));
        return body(exchange(WRITER, HttpMethod.POST, "/dating/events", body)
                        .expectStatus()
                        .isCreated())
                .path("eventId")
                .asString();
    }

    private JsonNode register(String event, UUID guest, Map<String, ?> body) {
        return body(as(guest, HttpMethod.PUT, path(event, guest), body)
                .expectStatus()
                .isOk());
    }

    private JsonNode read(String event, UUID guest) {
        return body(as(guest, HttpMethod.GET, path(event, guest), null)
                .expectStatus()
                .isOk());
    }

    private static String path(String event, UUID guest) {
        return "/dating/events/" + event + "/registrations/" + guest;
    }

    private RestTestClient.ResponseSpec as(UUID guest, HttpMethod method, String path, @Nullable Object body) {
        return exchange(TestTokens.guest(guest), method, path, body);
    }

    private RestTestClient.ResponseSpec exchange(String token, HttpMethod method, String path, @Nullable Object body) {
        RestTestClient client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        RestTestClient.RequestBodySpec request =
                client.method(method).uri(path).headers(headers -> headers.setBearerAuth(token));
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
