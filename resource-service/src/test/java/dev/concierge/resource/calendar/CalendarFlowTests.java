package dev.concierge.resource.calendar;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.sun.net.httpserver.HttpServer;
import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Another tool's calendar keeps a unit from being booked, for as long as it says so. */
@FlowTest(topics = "users")
class CalendarFlowTests {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String OTHER_TOOL = "http://127.0.0.1";

    private static HttpServer server = other();

    private static volatile int status = 200;
    private static volatile String file = "";

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    private Instant slot = Instant.EPOCH;
    private ResourceClient tenant = new ResourceClient(0);

    private static HttpServer other() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void loopback(DynamicPropertyRegistry registry) {
        registry.add("concierge.outgoing.allowed", () -> "127.0.0.1");
        registry.add("concierge.calendar.every", () -> "1s");
    }

    @BeforeAll
    static void serve() {
        server.createContext("/busy.ics", exchange -> {
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void end() {
        server.stop(0);
    }

    @BeforeEach
    void connect() {
        slot = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(3, ChronoUnit.DAYS)
                .plus(10, ChronoUnit.HOURS);
        tenant = new ResourceClient(port);
        status = 200;
        file = calendar("");
    }

    @Test
    void whatTheCalendarSaysIsNotFreeAndFreeAgainOnceItSaysSoNoMore() {
        OfferedPlace place = new OfferedPlace(port, "followed").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        file = calendar(event(slot, slot.plusSeconds(3600)));
        follow("followed").expectStatus().isOk();

        awaitRead("followed");
        assertThat(code(tenant.exchange(POST, "/bookings", body(place, offer, slot))))
                .isEqualTo("409 slot-taken");
        assertThat(isFree("followed", offer, slot)).isFalse();
        assertThat(isFree("followed", offer, slot.plusSeconds(3600))).isTrue();

        file = calendar(event(slot.plusSeconds(7200), slot.plusSeconds(10_800)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(isFree("followed", offer, slot)).isTrue());
        tenant.exchange(POST, "/bookings", body(place, offer, slot))
                .expectStatus()
                .isCreated();
    }

    @Test
    void aCalendarThatCannotBeReadCountsAsItWasReadLastAndSaysWhy() {
        OfferedPlace place = new OfferedPlace(port, "broken").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        file = calendar(event(slot, slot.plusSeconds(3600)));
        follow("broken").expectStatus().isOk();
        awaitRead("broken");

        status = 503;
        awaitFailure("broken", "503");
        status = 200;
        file = "<html>Sign in</html>";
        awaitFailure("broken", "VCALENDAR");

        assertThat(isFree("broken", offer, slot)).isFalse();
        tenant.exchange(DELETE, path("broken"), "").expectStatus().isNoContent();
        assertThat(isFree("broken", offer, slot)).isTrue();
        tenant.get(path("broken")).expectStatus().isNotFound();
    }

    @Test
    void aBookingThatWasThereBeforeKeepsItsTimeAndCanBeMovedAway() {
        OfferedPlace place = new OfferedPlace(port, "before").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(true, false, "k"));
        JsonNode booked = json(tenant.exchange(POST, "/bookings", body(place, offer, slot)));
        file = calendar(event(slot, slot.plusSeconds(3600)));
        follow("before").expectStatus().isOk();
        awaitRead("before");

        UUID id = UUID.fromString(booked.path("bookingId").asString());
        tenant.exchange(POST, place.path(id) + "/confirmation", "")
                .expectStatus()
                .isOk();
        assertThat(code(tenant.exchange(POST, "/bookings", body(place, offer, slot))))
                .isEqualTo("409 slot-taken");
        tenant.exchange(POST, place.path(id) + "/reschedule", "{\"from\": \"" + slot.plusSeconds(3600) + "\"}")
                .expectStatus()
                .isOk();
    }

    @Test
    void anAddressThatMayNotBeCalledIsRefused() {
        OfferedPlace _ = new OfferedPlace(port, "refused").with("k", 4);

        for (String url : new String[] {"ftp://example.com/a.ics", "no address", "http://user:pw@example.com/"}) {
            tenant.exchange(PUT, path("refused"), "{\"url\": \"" + url + "\"}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].pointer")
                    .isEqualTo("/url");
        }
        tenant.exchange(PUT, path("refused").replace("/k/", "/none/"), "{\"url\": \"https://example.com/a.ics\"}")
                .expectStatus()
                .isNotFound();
        assertThat(json(tenant.exchange(PUT, path("refused"), "{\"url\": \"webcal://example.com/a.ics\"}"))
                        .path("url")
                        .asString())
                .isEqualTo("https://example.com/a.ics");
    }

    private ResponseSpec follow(String business) {
        return tenant.exchange(
                PUT,
                path(business),
                "{\"url\": \"" + OTHER_TOOL + ":" + server.getAddress().getPort() + "/busy.ics\"}");
    }

    private void awaitRead(String business) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode feed = json(tenant.get(path(business)));
            assertThat(feed.path("readAt").isNull()).as("%s", feed).isFalse();
        });
    }

    private void awaitFailure(String business, String why) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                json(tenant.get(path(business))).path("failure").asString(""))
                        .contains(why));
    }

    private boolean isFree(String business, UUID offer, Instant from) {
        JsonNode slots = json(tenant.get("/offers/" + business + "/" + offer + "/slots?from=" + from + "&to="
                + from.plusSeconds(60) + "&party=1"));
        return slots.toString().contains(from.toString());
    }

    private static String body(OfferedPlace place, UUID offer, Instant from) {
        return place.body(offer, from, 1)
                .replace("\"party\": 1", "\"party\": 1, \"userId\": \"" + UUID.randomUUID() + "\"");
    }

    private static String path(String business) {
        return "/businesses/" + business + "/locations/l/units/k/calendar";
    }

    private static String calendar(String events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//tool//EN\r\n" + events + "END:VCALENDAR\r\n";
    }

    private static String event(Instant from, Instant to) {
        return "BEGIN:VEVENT\r\nUID:" + UUID.randomUUID() + "\r\nDTSTART:" + UTC.format(from) + "\r\nDTEND:"
                + UTC.format(to) + "\r\nEND:VEVENT\r\n";
    }

    private static String code(ResponseSpec answer) {
        int status = answer.returnResult(byte[].class).getStatus().value();
        return status + " " + json(answer).path("code").asString();
    }
}
