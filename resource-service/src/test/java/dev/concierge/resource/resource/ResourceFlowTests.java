package dev.concierge.resource.resource;

import static dev.concierge.resource.ResourceClient.json;
import static dev.concierge.resource.ResourceClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class ResourceFlowTests {
    @LocalServerPort
    private int port;

    private ResourceClient client = new ResourceClient(0);

    @BeforeEach
    void connect() {
        client = new ResourceClient(port);
    }

    @Test
    void theSeedsCurlCreatesAResource() {
        ResponseSpec answer = client.exchange(
                POST,
                "/resources/business-123-location-456",
                """
                {"data": {"customerName": "John Doe", "date": "2025-01-10", "time": "19:00", "partySize": 4}}
                """,
                "X-Business-ID",
                "business-123",
                "X-Location-ID",
                "location-456",
                "X-Resource-Type",
                "reservation");

        answer.expectStatus().isCreated().expectHeader().valueEquals("ETag", "\"1\"");
        JsonNode body = json(answer);
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.path("data").path("customerName").asString()).isEqualTo("John Doe");
        assertThat(body.path("data").path("partySize").asInt()).isEqualTo(4);
        assertThat(body.path("data").path("id").asString()).isNotEmpty();
        JsonNode meta = body.path("meta");
        assertThat(meta.path("businessId").asString()).isEqualTo("business-123");
        assertThat(meta.path("locationId").asString()).isEqualTo("location-456");
        assertThat(meta.path("resourceType").asString()).isEqualTo("reservation");
        assertThat(meta.path("operation").asString()).isEqualTo("create");
        assertThat(meta.path("requestId").asString()).isNotEmpty();
        assertThat(meta.path("timestamp").asString()).isNotEmpty();
        assertThat(meta.path("shardId").asString()).isEqualTo("shard-001");
        assertThat(meta.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aResourceIsReadReplacedChangedAndDeleted() {
        create("crud", "l", "r1", "\"n\": 1, \"keep\": true");
        assertThat(json(client.send(GET, "crud", "l", "?id=r1", ""))
                        .path("data")
                        .path("n")
                        .asInt())
                .isEqualTo(1);

        JsonNode replaced =
                json(client.send(PUT, "crud", "l", "", "{\"data\": {\"id\": \"r1\", \"n\": 2, \"x\": {\"y\": 1}}}"));
        assertThat(replaced.path("meta").path("operation").asString()).isEqualTo("update");
        assertThat(replaced.path("meta").path("version").asInt()).isEqualTo(2);
        assertThat(replaced.path("data").has("keep")).isFalse();

        JsonNode changed = json(
                client.send(PATCH, "crud", "l", "", "{\"data\": {\"id\": \"r1\", \"x\": {\"z\": 2}, \"n\": null}}"));
        assertThat(changed.path("data").toString()).isEqualTo("{\"id\":\"r1\",\"x\":{\"y\":1,\"z\":2}}");

        client.send(DELETE, "crud", "l", "?id=r1", "").expectStatus().isOk();
        client.send(GET, "crud", "l", "?id=r1", "").expectStatus().isNotFound();
        client.send(DELETE, "crud", "l", "?id=r1", "").expectStatus().isNotFound();
        client.send(PUT, "crud", "l", "", "{\"data\": {\"id\": \"r1\"}}")
                .expectStatus()
                .isNotFound();
        // its versions go on: an ETag that somebody still holds names nothing new
        create("crud", "l", "r1", "\"n\": 3").expectHeader().valueEquals("ETag", "\"5\"");
    }

    @Test
    void anIdIsCreatedOnce() {
        create("twice", "l", "r", "\"n\": 1").expectStatus().isCreated();
        assertThat(json(create("twice", "l", "r", "\"n\": 2")).path("code").asString())
                .isEqualTo("resource-exists");
    }

    @Test
    void aJsonPatchIsAllOrNothing() {
        create("patched", "l", "r", "\"tags\": [\"a\"]");
        JsonNode changed =
                json(client.send(PATCH, "patched", "l", "?id=r", """
                [{"op": "add", "path": "/tags/-", "value": "b"}, {"op": "test", "path": "/tags/1", "value": "b"}]
                """, "Content-Type", "application/json-patch+json"));
        assertThat(changed.path("data").path("tags").toString()).isEqualTo("[\"a\",\"b\"]");

        ResponseSpec failed =
                client.send(PATCH, "patched", "l", "?id=r", """
                [{"op": "remove", "path": "/tags"}, {"op": "test", "path": "/nothing", "value": 1}]
                """, "Content-Type", "application/json-patch+json");
        failed.expectStatus().isEqualTo(422);
        assertThat(json(failed).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/1/path");
        client.send(
                        PATCH,
                        "patched",
                        "l",
                        "?id=r",
                        "[{\"op\": \"replace\", \"path\": \"/id\", \"value\": \"other\"}]",
                        "Content-Type",
                        "application/json-patch+json")
                .expectStatus()
                .isEqualTo(422);
        client.send(PATCH, "patched", "l", "?id=r", "<a/>", "Content-Type", "text/xml")
                .expectStatus()
                .isEqualTo(415);
        assertThat(json(client.send(GET, "patched", "l", "?id=r", ""))
                        .path("data")
                        .path("tags")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void anExpectedVersionIsHeld() {
        create("etag", "l", "r", "\"n\": 1");
        String body = "{\"data\": {\"id\": \"r\", \"n\": 2}}";
        ResponseSpec mismatch = client.send(PUT, "etag", "l", "", body, "If-Match", "\"7\"");
        mismatch.expectStatus().isEqualTo(412);
        assertThat(json(mismatch).path("code").asString()).isEqualTo("precondition-failed");
        client.send(PUT, "etag", "l", "", body, "If-None-Match", "*")
                .expectStatus()
                .isEqualTo(412);
        client.send(PUT, "etag", "l", "", body, "If-Match", "W/\"1\"")
                .expectStatus()
                .isEqualTo(412);
        client.send(PUT, "etag", "l", "", body, "If-Match", "\"1\"")
                .expectStatus()
                .isOk();
        client.send(DELETE, "etag", "l", "?id=r", "", "If-Match", "\"1\"")
                .expectStatus()
                .isEqualTo(412);
        client.send(PATCH, "etag", "l", "", "{\"data\": {\"id\": \"r\", \"n\": 3}}", "If-Match", "*")
                .expectStatus()
                .isOk();
        client.send(GET, "etag", "l", "?id=r", "", "If-None-Match", "\"3\"")
                .expectStatus()
                .isEqualTo(304);
    }

    @Test
    void headersAndPathSayTheSamePlace() {
        create("j-k", "c", "r", "\"n\": 1").expectStatus().isCreated();
        ResponseSpec other = client.exchange(
                POST,
                "/resources/j-k-c",
                "{\"data\": {}}",
                "X-Business-ID",
                "a",
                "X-Location-ID",
                "b",
                "X-Resource-Type",
                "t");
        other.expectStatus().isBadRequest();
        client.exchange(POST, "/resources/j-k-c", "{\"data\": {}}", "X-Business-ID", "j-k", "X-Resource-Type", "t")
                .expectStatus()
                .isBadRequest();
        assertThat(json(client.exchange(
                                POST,
                                "/resources/j-k-c",
                                "{\"data\": {}}",
                                "X-Business-ID",
                                "j",
                                "X-Location-ID",
                                "k-c",
                                "X-Resource-Type",
                                "t"))
                        .path("code")
                        .asString())
                .isEqualTo("name-taken");
        assertThat(json(client.get("/resources/j-k-c?id=r", "X-Resource-Type", "reservation"))
                        .path("meta")
                        .path("businessId")
                        .asString())
                .isEqualTo("j-k");
        client.get("/resources/nobody-knows?id=r", "X-Resource-Type", "reservation")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void theTwinPathsShowTheDataAlone() {
        String path = "/businesses/twin/locations/x-y/resources/menu";
        create("twin", "x-y", "seed", "\"n\": 0");
        ResponseSpec created = client.exchange(POST, path, "{\"id\": \"m.1\", \"price\": 12.50}");
        created.expectStatus().isCreated().expectHeader().location(path + "/m.1");
        assertThat(text(created)).isEqualTo("{\"id\":\"m.1\",\"price\":12.50}");

        client.exchange(PUT, path + "/m.1", "{\"price\": 13, \"vegan\": true}")
                .expectStatus()
                .isOk();
        client.exchange(PATCH, path + "/m.1", "{\"price\": 14}").expectStatus().isOk();
        client.exchange(PATCH, path + "/m.1", "{\"id\": \"other\"}")
                .expectStatus()
                .isBadRequest();
        JsonNode read = json(client.get(path + "/m.1"));
        assertThat(read.path("data").path("price").asInt()).isEqualTo(14);
        assertThat(read.path("version").asInt()).isEqualTo(3);
        assertThat(json(client.get(path)).path("items").size()).isEqualTo(1);
        assertThat(json(client.get("/businesses/twin/locations/x-y/resources"))
                        .path("items")
                        .size())
                .isEqualTo(2);
        client.exchange(DELETE, path + "/m.1", "").expectStatus().isNoContent();
    }

    @Test
    void listsArePagedAndFiltered() {
        for (int i = 1; i <= 5; i++) {
            create("list", "l", "r" + i, "\"party\": " + i % 2 + ".0, \"day\": \"d" + i + "\"");
        }
        JsonNode first = json(client.send(GET, "list", "l", "?limit=3", ""));
        JsonNode second = json(client.send(
                GET, "list", "l", "?limit=3&cursor=" + first.path("next").asString(), ""));
        assertThat(ids(first)).containsExactly("r1", "r2", "r3");
        assertThat(ids(second)).containsExactly("r4", "r5");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(ids(json(client.send(GET, "list", "l", "?data.party=1", ""))))
                .containsExactly("r1", "r3", "r5");
        assertThat(ids(json(client.send(GET, "list", "l", "?data.party=1&data.day=d3", ""))))
                .containsExactly("r3");
        assertThat(ids(json(client.send(GET, "list", "l", "", "", "X-Resource-Type", "menu"))))
                .isEmpty();
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirst() {
        String body = "{\"data\": {\"n\": 1}, \"requestId\": \"once-1\"}";
        JsonNode first = json(client.send(POST, "repeated", "l", "", body));
        ResponseSpec repeated =
                client.send(POST, "repeated", "l", "", "{\"requestId\": \"once-1\", \"data\": {\"n\": 1}}");
        repeated.expectStatus().isCreated().expectHeader().valueEquals("Idempotency-Replay", "true");
        assertThat(json(repeated)).isEqualTo(first);

        client.send(POST, "repeated", "l", "", "{\"data\": {\"n\": 2}, \"requestId\": \"once-1\"}")
                .expectStatus()
                .isEqualTo(422);
        client.send(POST, "repeated", "l", "", "{\"data\": {\"n\": 2}}", "Idempotency-Key", "once-1")
                .expectStatus()
                .isEqualTo(422);
        // another tenant's ids are their own
        client.send(POST, "again2", "l", "", body).expectHeader().doesNotExist("Idempotency-Replay");

        String id = first.path("data").path("id").asString();
        String patch = "{\"data\": {\"id\": \"" + id + "\", \"m\": 2}, \"requestId\": \"once-2\"}";
        JsonNode changed = json(client.send(PATCH, "repeated", "l", "", patch));
        client.send(PATCH, "repeated", "l", "", "{\"data\": {\"id\": \"" + id + "\", \"m\": 3}}")
                .expectStatus()
                .isOk();
        assertThat(json(client.send(PATCH, "repeated", "l", "", patch))).isEqualTo(changed);
    }

    @Test
    void ofManyWritersNoneIsLost() throws Exception {
        create("busy", "l", "r", "\"n\": 0");
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String body = "{\"data\": {\"id\": \"r\", \"k" + i + "\": 1}}";
                answers.add(writers.submit(() -> changed("busy", body)));
            }
        }
        List<Integer> versions = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            versions.add(answer.get());
        }
        assertThat(versions).doesNotHaveDuplicates().contains(101);
        assertThat(json(client.send(GET, "busy", "l", "?id=r", "")).path("data").size())
                .isEqualTo(102);
    }

    @Test
    void manyFirstWritersOfAPlaceAllSucceed() throws Exception {
        List<Future<ResponseSpec>> answers = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 32; i++) {
                String id = "r" + i;
                answers.add(writers.submit(() -> create("rush", "l", id, "\"n\": 1")));
            }
        }
        for (Future<ResponseSpec> answer : answers) {
            answer.get().expectStatus().isCreated();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                                    |
            {}                                     | /data
            {"data": 1}                            | /data
            {"data": {"id": 1}}                    | /data/id
            {"data": {"id": "a/b"}}                | /data/id
            {"data": {}, "more": 1}                | /more
            {"data": {}, "requestId": ""}          | /requestId
            {"data": {"a": "x\\u0000"}}            | /data/a
            {"data": {"a": "x\\ud83d"}}            | /data/a
            {"data": {"a": [1, 1e99999]}}          | /data/a/1
            """)
    void badInputIsLocated(String body, String pointer) {
        ResponseSpec answer = client.send(POST, "bad", "l", "", body);
        answer.expectStatus().isBadRequest();
        assertThat(json(answer).path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer == null ? "" : pointer);
    }

    @Test
    void anIdIsNoLongerThanTheHubShows() {
        create("length", "l", "r".repeat(100), "\"n\": 1").expectStatus().isCreated();
        create("length", "l", "r".repeat(101), "\"n\": 1").expectStatus().isBadRequest();
    }

    @Test
    void membersThatComeTwiceAreRefused() {
        client.send(POST, "bad", "l", "", "{\"data\": {\"a\": 1, \"a\": 2}}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aNumberWhoseExponentIsBeyondAnyIsRefused() {
        String number = "0.4e00669" + "9".repeat(110) + "006"; // of a public list
        client.send(POST, "bad", "l", "", "{\"data\": {\"a\": " + number + "}}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void numbersKeepTheirSizeAndDepthIsNoBar() {
        String deep = "[".repeat(90) + "]".repeat(90);
        String numbers =
                "\"a\": 1e400, \"b\": 123456789012345678901234567890, \"c\": 0.1000, \"d\": -1E-400, \"e\": " + deep;
        create("exact", "l", "r", numbers).expectStatus().isCreated();

        String read = text(client.send(GET, "exact", "l", "?id=r", ""));
        assertThat(read).contains("1E+400", "123456789012345678901234567890", "0.1000", "E-400", deep);
    }

    @Test
    void aBodyOfOneMegabyteIsKept() {
        String large = "x".repeat(1024 * 1024 - 200);
        create("large", "l", "r", "\"a\": \"" + large + "\"").expectStatus().isCreated();

        assertThat(json(client.send(GET, "large", "l", "?id=r", ""))
                        .path("data")
                        .path("a")
                        .asString())
                .isEqualTo(large);
    }

    @Test
    void aTenantMeetsNobodyElses() {
        create("neighbours", "l", "r", "\"n\": 1");
        ResourceClient tenant =
                new ResourceClient(port, TestTokens.clientOf("ours", "resources:read", "resources:write"));
        tenant.send(GET, "neighbours", "l", "?id=r", "").expectStatus().isNotFound();
        tenant.send(GET, "neighbours", "l", "", "").expectStatus().isNotFound();
        tenant.send(PUT, "neighbours", "l", "", "{\"data\": {\"id\": \"r\"}}")
                .expectStatus()
                .isNotFound();
        tenant.send(POST, "neighbours", "l2", "", "{\"data\": {}}")
                .expectStatus()
                .isNotFound();
        tenant.get("/resources/neighbours-l?id=r", "X-Resource-Type", "reservation")
                .expectStatus()
                .isBadRequest();
        tenant.get("/businesses/neighbours/locations/l/resources/reservation/r")
                .expectStatus()
                .isNotFound();
        tenant.send(POST, "ours", "l", "", "{\"data\": {}}").expectStatus().isCreated();
    }

    @Test
    void aClosedPlaceTakesNoWrites() {
        create("closing", "l", "r", "\"n\": 1");
        client.exchange(PATCH, "/businesses/closing/locations/l", "{\"closed\": true}")
                .expectStatus()
                .isOk();
        assertThat(json(create("closing", "l", "r2", "\"n\": 1")).path("code").asString())
                .isEqualTo("closed");
        client.send(GET, "closing", "l", "?id=r", "").expectStatus().isOk();
        client.exchange(PATCH, "/businesses/closing/locations/l", "{\"closed\": false, \"name\": \"New\"}")
                .expectStatus()
                .isOk();
        create("closing", "l", "r2", "\"n\": 1").expectStatus().isCreated();
    }

    /** Its version; a writer whom the pool has no room for comes again. */
    private int changed(String business, String body) {
        while (true) {
            JsonNode answer = json(client.send(PATCH, business, "l", "", body));
            if (answer.path("status").asInt() != 503) {
                assertThat(answer.path("success").asBoolean())
                        .as("%s (expected: that it is done)", answer)
                        .isTrue();
                return answer.path("meta").path("version").asInt();
            }
        }
    }

    private ResponseSpec create(String business, String location, String id, String members) {
        return client.send(POST, business, location, "", "{\"data\": {\"id\": \"" + id + "\", " + members + "}}");
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
