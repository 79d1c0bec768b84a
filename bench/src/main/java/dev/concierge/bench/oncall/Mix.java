package dev.concierge.bench.oncall;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a client asks of all services, in an order drawn from a seed: two thirds read, one third writes. */
final class Mix {
    static final int LOCATIONS = 10;

    /** Of code that has never run, on a machine that has just started a whole fleet. */
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(1);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final int TRIES = 30;
    private static final Duration FAR_OFF = Duration.ofDays(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI gateway;
    private final String token;
    private final String business;
    private final Instant begin = Clock.systemUTC().instant();
    private final List<Call> deck = new ArrayList<>();

    /** @param business made by {@link #prepare} */
    Mix(URI gateway, String token, String business) {
        this.gateway = gateway;
        this.token = token;
        this.business = business;
    }

    /**
     * One kind of request.
     *
     * @param name without what differs from one to the next
     * @param path given the request's number
     * @param body given the request's number; null for a GET
     */
    private record Call(
            String name, IntFunction<String> path, @Nullable IntFunction<Object> body) {}

    /** A request, and by which name its failure is counted. */
    record Numbered(String name, ClassicHttpRequest request) {}

    /** Makes the business and the guest that the requests are about. */
    void prepare(HttpClient http, long seed) throws IOException, InterruptedException {
        made(http, "/businesses", Map.of("businessId", business, "name", "Drill", "zone", "UTC"));
        for (int location = 0; location < LOCATIONS; location++) {
            made(
                    http,
                    "/businesses/" + business + "/locations",
                    Map.of("locationId", "l" + location, "name", "Drill", "zone", "UTC"));
        }
        String guest =
                JSON.readTree(made(http, "/users", guest(-1))).path("userId").asString();
        reads(guest);
        writes(guest);
        Collections.shuffle(deck, new Random(seed));
    }

    Numbered request(int number) {
        Call call = deck.get(number % deck.size());
        IntFunction<Object> body = call.body;
        ClassicRequestBuilder request = ClassicRequestBuilder.create(body == null ? "GET" : "POST")
                .setUri(gateway.resolve(call.path.apply(number)))
                .addHeader("Authorization", "Bearer " + token);
        if (body != null) {
            request.setEntity(JSON.writeValueAsString(body.apply(number)), ContentType.APPLICATION_JSON);
        }
        return new Numbered(call.name, request.build());
    }

    private void reads(String guest) {
        get(2, "/users?limit=1");
        get(3, "/users/" + guest, "/users/{userId}");
        get(2, "/userEvent?userId=" + guest, "/userEvent");
        get(2, "/triggers");
        get(2, "/journeys");
        get(2, "/businesses");
        get(2, "/businesses/" + business + "/locations/l1/resources/table?limit=1", "/businesses/…/resources");
        get(3, "/items?limit=1");
        get(2, "/search?q=sailing");
        get(3, "/dating/events");
        get(3, "/inbox/" + guest + "/unread", "/inbox/{userId}/unread");
        get(1, "/api/health");
    }

    private void writes(String guest) {
        post(
                4,
                "/event",
                number -> Map.of(
                        "userId",
                        guest,
                        "eventName",
                        "rollout_seen",
                        "eventTime",
                        now(),
                        "attributes",
                        Map.of("n", number)));
        post(
                2,
                "/businesses/" + business + "/locations/l1/resources/table",
                "/businesses/…/resources",
                number -> Map.of("id", "t-" + number, "name", "Table " + number));
        post(
                2,
                "/api/notifications",
                number -> Map.of(
                        "type",
                        "resource_updated",
                        "resourceType",
                        "table",
                        "businessId",
                        business,
                        "locationId",
                        "l" + number % LOCATIONS,
                        "resourceId",
                        "t-" + number,
                        "timestamp",
                        now(),
                        "seq",
                        number + 1));
        post(1, "/users", Mix::guest);
        post(1, "/items", number -> Map.of("type", "experience", "title", "Sailing " + number, "description", "Wind"));
        post(1, "/curations", _ -> Map.of("query", "sailing", "guest", guest, "size", 5));
        post(1, "/journeys", this::draft);
        post(
                1,
                "/dating/events",
                _ -> Map.of(
                        "startsAt",
                        begin.plus(FAR_OFF).toString(),
                        "callSeconds",
                        60,
                        "pauseSeconds",
                        15,
                        "choiceSeconds",
                        60));
    }

    private Object draft(int number) {
        return Map.of(
                "journeyId",
                business + "-" + number,
                "name",
                "Drill",
                "entry",
                Map.of("on", "rollout_never_seen"),
                "start",
                "end",
                "nodes",
                Map.of("end", Map.of("type", "exit", "reason", "seen")));
    }

    private static Object guest(int number) {
        String address = number + "-" + Clock.systemUTC().millis() + "@drill.concierge.test";
        return Map.of("firstName", "Drill", "lastName", "Guest", "email", address);
    }

    private void get(int share, String path) {
        get(share, path, path);
    }

    private void get(int share, String path, String name) {
        deck.addAll(Collections.nCopies(share, new Call("GET " + name, _ -> path, null)));
    }

    private void post(int share, String path, IntFunction<Object> body) {
        post(share, path, path, body);
    }

    private void post(int share, String path, String name, IntFunction<Object> body) {
        deck.addAll(Collections.nCopies(share, new Call("POST " + name, _ -> path, body)));
    }

    private String made(HttpClient http, String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(FIRST_PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        for (int again = 0; answer.statusCode() == 503 && again < TRIES; again++) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
            answer = http.send(request, BodyHandlers.ofString());
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String now() {
        return Clock.systemUTC().instant().toString();
    }
}
