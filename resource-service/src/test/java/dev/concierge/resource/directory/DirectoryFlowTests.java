package dev.concierge.resource.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class DirectoryFlowTests {
    private static final String ALL = TestTokens.client("resources:read", "resources:write");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private RestTestClient client = RestTestClient.bindToServer().build();

    @BeforeEach
    void connect() {
        client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
    }

    @Test
    void whatWasAddedCanBeRead() {
        addBusiness("reads", ALL).expectStatus().isCreated().expectHeader().location("/businesses/reads");
        addLocation("reads", "north", ALL)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .location("/businesses/reads/locations/north");

        get("/businesses/reads", ALL).expectBody().json("""
                {"businessId": "reads", "name": "Reads", "zone": "Europe/Berlin"}
                """);
        get("/businesses/reads/locations", ALL).expectBody().json("""
                {"items": [{"businessId": "reads", "locationId": "north", "name": "North", "zone": "Europe/Berlin"}]}
                """);
        get("/businesses/reads/locations/north", ALL).expectStatus().isOk();
        get("/businesses/reads/locations/south", ALL).expectStatus().isNotFound();
    }

    @Test
    void anIdIsGivenOnce() {
        addBusiness("once", ALL).expectStatus().isCreated();
        addBusiness("once", ALL)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("business-exists");
        addLocation("once", "l", ALL).expectStatus().isCreated();
        addLocation("once", "l", ALL)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("location-exists");
    }

    @Test
    void aKeyAtAnotherOperationIsAnotherKey() {
        String key = "key-of-two-operations";
        Map<String, String> north = Map.of("locationId", "l", "name", "North", "zone", "Europe/Berlin");

        post("/businesses", business("keyed"), ALL, key).expectStatus().isCreated();
        post("/businesses/keyed/locations", north, ALL, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .doesNotExist("Idempotency-Replay");
        post("/businesses", business("keyed"), ALL, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replay", "true");
        post("/businesses", business("keyed-too"), ALL, key).expectStatus().isEqualTo(422);
    }

    @Test
    void twoPairsNeverJoinToOneName() {
        addBusiness("a", ALL).expectStatus().isCreated();
        addBusiness("a-b", ALL).expectStatus().isCreated();
        addLocation("a", "b-c", ALL).expectStatus().isCreated();

        addLocation("a-b", "c", ALL)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("name-taken");
        get("/businesses/a-b/locations/c", ALL).expectStatus().isNotFound();
    }

    @Test
    void aLocationIsNeverMistakenForABusiness() {
        addBusiness("x", ALL).expectStatus().isCreated();
        addLocation("x", "y", ALL).expectStatus().isCreated();
        addBusiness("x-y", ALL)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("name-taken");

        addBusiness("p-q", ALL).expectStatus().isCreated();
        addBusiness("p", ALL).expectStatus().isCreated();
        addLocation("p", "q", ALL).expectStatus().isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"/businesses/expected, expected", "/businesses/placed/locations/l, placed"})
    void whatACallerExpectsIsHeldOrNothingIsChanged(String path, String business) {
        addBusiness(business, ALL).expectStatus().isCreated();
        addLocation(business, "l", ALL).expectStatus().isCreated();
        String first = tag(get(path, ALL));

        assertThat(status(patch(path, "Second", "If-Match", first))).isEqualTo(200);
        assertThat(status(patch(path, "Third", "If-Match", first))).isEqualTo(412);
        assertThat(status(patch(path, "Third", "If-Match", "\"2\""))).isEqualTo(412);
        patch(path, "Third", "If-Match", "W/" + first)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("precondition-failed");
        assertThat(status(erase(path, "If-Match", first))).isEqualTo(412);
        get(path, ALL).expectBody().json("{\"name\": \"Second\", \"state\": \"open\"}");

        assertThat(status(patch(path, "Third", "If-Match", "*"))).isEqualTo(200);
        assertThat(status(erase(path, "If-Match", tag(get(path, ALL))))).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"/businesses/awaited, awaited, businesses", "/businesses/queued/locations/l, queued, locations"})
    void changesWaitForEachOther(String path, String business, String table) throws Exception {
        addBusiness(business, ALL).expectStatus().isCreated();
        addLocation(business, "l", ALL).expectStatus().isCreated();

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> changes = new ArrayList<>();
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("SELECT name FROM " + table + " WHERE business_id = ? FOR UPDATE")
                        .param(business)
                        .query(String.class)
                        .list();
                for (String name : List.of("One", "Other")) {
                    changes.add(callers.submit(() -> status(patch(path, name))));
                }
                await().untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                                        + " AND query LIKE '%from " + table + "%'")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(2));
            });

            assertThat(List.of(changes.getFirst().get(), changes.getLast().get()))
                    .containsOnly(200);
        }
    }

    /** The rows of the audit log are the only trace of who it was. */
    @Test
    void whatAClientChangesOfTenantsIsWrittenDown() {
        String changer = TestTokens.token("client", "changer", "resources:read", "resources:write")
                .text();
        addBusiness("seen", changer).expectStatus().isCreated();
        addBusiness("seen", changer).expectStatus().isEqualTo(409);
        addLocation("seen", "l", changer).expectStatus().isCreated();
        get("/businesses/seen", changer).expectStatus().isOk();
        client.delete()
                .uri("/businesses/seen/types/none")
                .header("Authorization", "Bearer " + changer)
                .exchange()
                .expectStatus()
                .isNotFound();

        // how it ended is written down once the caller has heard of it
        await().untilAsserted(() -> assertThat(writtenDownOf("changer"))
                .containsExactly(
                        "client POST /businesses asked",
                        "client POST /businesses 201",
                        "client POST /businesses asked",
                        "client POST /businesses 409",
                        "client POST /businesses/{business}/locations asked",
                        "client POST /businesses/{business}/locations 201",
                        "client DELETE /businesses/{business}/types/{type} asked",
                        "client DELETE /businesses/{business}/types/{type} 404"));
    }

    /** Prices and terms, what can be booked, and an address that is called from here; to ask for a price changes nothing. */
    @Test
    void whatAClientChangesOfWhatATenantSellsIsWrittenDown() {
        ResourceClient seller = new ResourceClient(
                port,
                TestTokens.token("client", "seller", "resources:read", "resources:write")
                        .text());
        String unit = "/businesses/sold/locations/l/units/k";
        String terms = OfferedPlace.terms(true, false, "k");

        seller.exchange(PUT, unit, "{\"name\": \"k\", \"capacity\": 4}")
                .expectStatus()
                .isOk();
        RestTestClient.ResponseSpec added = seller.exchange(
                POST, "/offers", "{\"businessId\": \"sold\", \"locationId\": \"l\", \"terms\": " + terms + "}");
        added.expectStatus().isCreated();
        String offer =
                "/offers/sold/" + ResourceClient.json(added).path("offerId").asString();
        seller.exchange(POST, offer + "/quote", "{\"party\": 1}").expectStatus().isOk();
        seller.exchange(PUT, offer, "{\"terms\": " + terms + "}").expectStatus().isOk();
        seller.exchange(PUT, unit + "/calendar", "{\"url\": \"https://example.com/a.ics\"}")
                .expectStatus()
                .isOk();
        seller.exchange(DELETE, unit + "/calendar", "").expectStatus().isNoContent();
        seller.exchange(DELETE, offer, "").expectStatus().isNoContent();
        seller.exchange(DELETE, unit, "").expectStatus().isNoContent();

        String units = "/businesses/{business}/locations/{location}/units/{unit}";
        await().untilAsserted(() -> assertThat(writtenDownOf("seller"))
                .containsExactlyInAnyOrder(
                        "client PUT " + units + " asked",
                        "client PUT " + units + " 200",
                        "client POST /offers asked",
                        "client POST /offers 201",
                        "client PUT /offers/{business}/{offer} asked",
                        "client PUT /offers/{business}/{offer} 200",
                        "client PUT " + units + "/calendar asked",
                        "client PUT " + units + "/calendar 200",
                        "client DELETE " + units + "/calendar asked",
                        "client DELETE " + units + "/calendar 204",
                        "client DELETE /offers/{business}/{offer} asked",
                        "client DELETE /offers/{business}/{offer} 204",
                        "client DELETE " + units + " asked",
                        "client DELETE " + units + " 204"));
    }

    @Test
    void tenantsSeeTheirOwnOnly() {
        addBusiness("mine", ALL).expectStatus().isCreated();
        addBusiness("theirs", ALL).expectStatus().isCreated();
        addLocation("theirs", "l", ALL).expectStatus().isCreated();
        String tenant = TestTokens.clientOf("mine", "resources:read", "resources:write");

        get("/businesses/mine", tenant).expectStatus().isOk();
        get("/businesses/theirs", tenant).expectStatus().isNotFound();
        get("/businesses/theirs/locations", tenant).expectStatus().isNotFound();
        get("/businesses/theirs/locations/l", tenant).expectStatus().isNotFound();
        addLocation("theirs", "m", tenant).expectStatus().isNotFound();
        addBusiness("others", tenant).expectStatus().isNotFound();
        JsonNode list = page("/businesses", tenant);
        assertThat(list.path("items").size()).isEqualTo(1);
        assertThat(list.path("items").path(0).path("businessId").asString()).isEqualTo("mine");
        get("/businesses/theirs", TestTokens.operator()).expectStatus().isOk();
        String narrowed =
                TestTokens.token("operator", "olga").forBusinesses("mine").text();
        get("/businesses/mine", narrowed).expectStatus().isOk();
        get("/businesses/theirs", narrowed).expectStatus().isNotFound();
    }

    /** One client that serves two tenants gives each a token of its own, and may count its keys for each from one. */
    @Test
    void aKeyOfOneClientAtAnotherBusinessIsAnotherKey() {
        String key = "key-of-two-businesses";
        addBusiness("keyed-a", ALL).expectStatus().isCreated();
        addBusiness("keyed-b", ALL).expectStatus().isCreated();

        for (boolean isRepeated : List.of(false, true)) {
            for (String business : List.of("keyed-a", "keyed-b")) {
                String token = TestTokens.clientOf(business, "resources:read", "resources:write");
                HttpHeaders headers = post("/businesses/" + business + "/locations", north(), token, key)
                        .expectStatus()
                        .isCreated()
                        .expectHeader()
                        .location("/businesses/" + business + "/locations/north")
                        .returnResult(Void.class)
                        .getResponseHeaders();
                assertThat(headers.containsHeader("Idempotency-Replay"))
                        .as("replay at " + business)
                        .isEqualTo(isRepeated);
            }
        }
    }

    @Test
    void listsArePagedByCursor() {
        addBusiness("paged", ALL).expectStatus().isCreated();
        for (String location : new String[] {"1", "2", "3"}) {
            addLocation("paged", location, ALL).expectStatus().isCreated();
        }

        JsonNode first = page("/businesses/paged/locations?limit=2", ALL);
        JsonNode second = page(
                "/businesses/paged/locations?limit=2&cursor="
                        + first.path("next").asString(),
                ALL);

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("items").path(0).path("locationId").asString()).isEqualTo("3");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        Map<String, String> body = business("again");
        post("/businesses", body, ALL, "key-1")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .doesNotExist("Idempotency-Replay");
        post("/businesses", body, ALL, "key-1")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replay", "true");
        post("/businesses", business("other"), ALL, "key-1").expectStatus().isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, UTC, /businessId",
        "-a, UTC, /businessId",
        "a b, UTC, /businessId",
        "ok, Mars/Base, /zone",
        "ok, +02:00, /zone"
    })
    void badInputIsLocated(String id, String zone, String pointer) {
        post("/businesses", Map.of("businessId", id, "name", "n", "zone", zone), ALL, null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void theSwaggerPageIsOpenToAll() {
        String page = Objects.requireNonNull(client.get()
                .uri("/api")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        assertThat(page).contains("SwaggerUIBundle").doesNotContain("/*bundle*/", "/*style*/");
    }

    private List<String> writtenDownOf(String actor) {
        return jdbc.sql("SELECT kind || ' ' || action || ' ' || outcome FROM platform.audit_log"
                        + " WHERE actor = ? ORDER BY seq")
                .param(actor)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private RestTestClient.ResponseSpec addBusiness(String id, String token) {
        return post("/businesses", business(id), token, null);
    }

    private RestTestClient.ResponseSpec addLocation(String business, String id, String token) {
        Map<String, String> body = Map.of("locationId", id, "name", "North", "zone", "Europe/Berlin");
        return post("/businesses/" + business + "/locations", body, token, null);
    }

    private static Map<String, String> north() {
        return Map.of("locationId", "north", "name", "North", "zone", "Europe/Berlin");
    }

    private static Map<String, String> business(String id) {
        return Map.of("businessId", id, "name", "Reads", "zone", "Europe/Berlin");
    }

    private RestTestClient.ResponseSpec post(
            String path, Map<String, String> body, String token, @Nullable String key) {
        return client.post()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient.ResponseSpec get(String path, String token) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private RestTestClient.ResponseSpec patch(String path, String name, String... header) {
        return client.patch()
                .uri(path)
                .headers(headers -> authorized(headers, header))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("name", name))
                .exchange();
    }

    private RestTestClient.ResponseSpec erase(String path, String... header) {
        return client.delete()
                .uri(path)
                .headers(headers -> authorized(headers, header))
                .exchange();
    }

    private static void authorized(HttpHeaders headers, String... header) {
        headers.setBearerAuth(ALL);
        if (header.length > 0) {
            headers.set(header[0], header[1]);
        }
    }

    private static int status(RestTestClient.ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }

    private static String tag(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody().returnResult().getResponseHeaders().getETag());
    }

    private JsonNode page(String path, String token) {
        return Objects.requireNonNull(get(path, token)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
