package dev.concierge.resource;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.shard.Shards;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Whatever a tenant sends to whichever route, nothing of another tenant's is shown or changed. */
@FlowTest(topics = {"items", "users"})
class TenantFuzzFlowTests {
    private static final String SECRET = "for-the-victims-eyes-only";
    private static final int ROUNDS = 1_500;
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final List<String> NAMES = List.of(
            "victim",
            "attacker",
            "l",
            "l-2",
            "victim-l",
            "attacker-l",
            "menu",
            "r",
            "victim-1",
            "%76ictim",
            "Victim",
            "victim%2Fl");
    private static final List<String> PLACES = List.of("victim", "attacker", "l", "l-2", "victim-l", "");

    @LocalServerPort
    private int port;

    @Autowired
    private Shards shards;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    private List<String> names = NAMES;

    @Autowired
    private TestMessages messages;

    @Test
    void nothingOfAnotherTenantIsShownOrChanged() {
        ResourceClient client = new ResourceClient(port);
        for (String location : List.of("l", "l-2")) {
            client.exchange(
                            POST,
                            "/resources/victim-" + location,
                            "{\"data\": {\"id\": \"r\", \"secret\": \"" + SECRET + "\"}, \"requestId\": \"victim-1"
                                    + location + "\"}",
                            "X-Business-ID",
                            "victim",
                            "X-Location-ID",
                            location,
                            "X-Resource-Type",
                            "menu")
                    .expectStatus()
                    .isCreated();
        }
        client.exchange(PUT, "/businesses/victim/types/menu", "{\"description\": \"" + SECRET + "\"}")
                .expectStatus()
                .isOk();
        OfferedPlace place = new OfferedPlace(port, "victim").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k").replace("Kayak tour", SECRET));
        Instant from = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(5, ChronoUnit.DAYS);
        UUID booking = UUID.fromString(json(client.exchange(
                        POST,
                        "/bookings",
                        place.body(offer, from, 1).replace("\"party\"", "\"userId\": \"" + offer + "\", \"party\"")))
                .path("bookingId")
                .asString());
        client.exchange(POST, place.path(booking) + "/confirmation", "")
                .expectStatus()
                .isOk();
        names = new ArrayList<>(NAMES);
        names.addAll(List.of(offer.toString(), booking.toString(), "k", "victim", "victim"));
        List<Route> routes = routes(client);
        assertThat(routes).hasSizeGreaterThan(25);
        await().atMost(Duration.ofSeconds(30)).until(() -> told() == 2);
        String before = rows();
        ResourceClient attacker =
                new ResourceClient(port, TestTokens.clientOf("attacker", "resources:read", "resources:write"));
        Random random = new Random(1);

        for (int round = 0; round < ROUNDS; round++) {
            Route route = routes.get(round < routes.size() ? round : random.nextInt(routes.size()));
            var answer = attack(attacker, route, random).expectBody().returnResult();
            byte[] body = answer.getResponseBody();
            String shown = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            int status = answer.getStatus().value();
            assertThat(shown).as("%s", route).doesNotContain(SECRET);
            assertThat(status).as("%s: %s", route, shown).isLessThan(500);
            if (status < 300 && !route.path().equals("/api")) {
                assertThat(shown).as("%s", route).doesNotContain("\"businessId\":\"victim\"");
            }
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(told()).isEqualTo(2);
    }

    private ResponseSpec attack(ResourceClient attacker, Route route, Random random) {
        String path = VARIABLE.matcher(route.path()).replaceAll(_ -> pick(names, random));
        if (random.nextInt(4) == 0) {
            path += "?"
                    + pick(
                            List.of("id=r", "businessId=victim", "type=menu", "limit=100", "data.secret=" + SECRET),
                            random);
        }
        String data = pick(List.of("{\"id\": \"r\", \"secret\": null}", "{\"id\": \"r\"}", "[]", "{}"), random);
        String body = route.method().equals(HttpMethod.GET)
                ? ""
                : pick(
                        List.of(
                                "{\"data\": " + data + "}",
                                data,
                                "{\"operation\": \"delete\", \"businessId\": \"victim\", \"locationId\": \"l\", \"resourceType\": \"menu\", \"resourceId\": \"r\"}",
                                "{\"businessId\": \"victim\", \"name\": \"Taken\", \"zone\": \"UTC\"}",
                                "{\"locationId\": \"l\", \"name\": \"Taken\", \"zone\": \"UTC\"}",
                                "{\"closed\": true}",
                                "{\"businessId\": \"victim\", \"offerId\": \"" + names.get(NAMES.size())
                                        + "\", \"from\": \"2030-01-01T10:00:00Z\", \"party\": 1, \"userId\": \""
                                        + names.get(NAMES.size()) + "\"}",
                                "{\"from\": \"2030-01-01T10:00:00Z\", \"to\": \"2030-01-02T10:00:00Z\", \"party\": 1,"
                                        + " \"offers\": [{\"businessId\": \"victim\", \"offerId\": \""
                                        + names.get(NAMES.size()) + "\"}]}",
                                "{\"name\": \"Taken\", \"capacity\": 1}"),
                        random);
        return attacker.exchange(
                route.method(),
                path,
                body,
                "X-Business-ID",
                pick(PLACES, random),
                "X-Location-ID",
                pick(PLACES, random),
                "X-Resource-Type",
                "menu");
    }

    private List<Route> routes(ResourceClient client) {
        JsonNode paths = json(client.get("/v3/api-docs")).path("paths");
        return paths.propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method ->
                                new Route(HttpMethod.valueOf(method.getKey().toUpperCase(Locale.ROOT)), path.getKey())))
                .toList();
    }

    private String rows() {
        StringBuilder all = new StringBuilder();
        shards.all()
                .forEach(shard -> List.of(
                                "resources",
                                "operations",
                                "location_numbers",
                                "resource_types",
                                "units",
                                "offers",
                                "bookings",
                                "booking_steps",
                                "claims",
                                "payments")
                        .forEach(table -> all.append(shard.asOps(() -> shard.jdbc()
                                .sql("select coalesce(string_agg(t::text, '|' order by t::text), '') from tenant."
                                        + table + " t where business_id = 'victim'")
                                .query(String.class)
                                .single()))));
        return all
                + jdbc.sql("select string_agg(b::text, '|') from businesses b where business_id = 'victim'")
                        .query(String.class)
                        .single()
                + jdbc.sql(
                                "select string_agg(l::text, '|' order by l::text) from locations l where business_id = 'victim'")
                        .query(String.class)
                        .single();
    }

    private int told() {
        return (int) messages.received("resources").stream()
                .filter(message -> message.data().path("businessId").asString().equals("victim"))
                .count();
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private record Route(HttpMethod method, String path) {}
}
