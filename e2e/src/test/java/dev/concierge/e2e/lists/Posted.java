package dev.concierge.e2e.lists;

import static org.awaitility.Awaitility.await;

import dev.concierge.e2e.lists.Outcomes.Outcome;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends values in and reads them back, through the gateway. */
final class Posted {
    private static final int AT_ONCE = 4;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    /** An event is read back when its transaction has been applied. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String HOLE = "\"@\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gateway;
    private final String token;

    Posted(String gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    Outcomes inParallel(int count, IntFunction<Outcome> each) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Outcome>> outcomes = IntStream.range(0, count)
                    .mapToObj(n -> threads.submit(() -> each.apply(n)))
                    .toList();
            return new Outcomes(outcomes.stream().map(Posted::got).toList());
        }
    }

    private static Outcome got(Future<Outcome> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** A value in its field, and read back. */
    Outcome through(Door door, byte[] json, int n) {
        String[] around = door.body().apply(HOLE, n).split(HOLE, -1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int part = 0; part < around.length; part++) {
            if (part > 0) {
                body.writeBytes(json);
            }
            body.writeBytes(around[part].getBytes(StandardCharsets.UTF_8));
        }
        String what = new String(json, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(to(door.in()).POST(BodyPublishers.ofByteArray(body.toByteArray())));
        if (answer.statusCode() >= 300) {
            return refused(what, answer);
        }
        JsonNode shown = readBack(door.out().apply(read(answer), n));
        List<JsonNode> values = door.at().stream().map(shown::at).toList();
        return new Outcome(
                what, answer.statusCode(), "", values, shown.isMissingNode() ? "accepted and not read back" : null);
    }

    /** A value that is the body itself. */
    Outcome whole(Door door, byte[] json) {
        HttpResponse<String> answer = send(to(door.in()).POST(BodyPublishers.ofByteArray(json)));
        return answer.statusCode() >= 300
                ? refused("", answer)
                : new Outcome("", answer.statusCode(), "", List.of(), null);
    }

    /** An address, and whether its guest is found by it. */
    Outcome registered(String address) {
        HttpResponse<String> answer = post("/users", "{\"email\": " + JSON.writeValueAsString(address) + "}");
        if (answer.statusCode() >= 300) {
            return refused(address, answer);
        }
        String id = read(answer).path("userId").asString();
        JsonNode found = readBack("/users?email=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        boolean isFound = found.path("items")
                .valueStream()
                .anyMatch(user -> user.path("userId").asString().equals(id));
        return new Outcome(
                address,
                answer.statusCode(),
                read(answer).path("email").asString(),
                List.of(),
                isFound ? null : "accepted and not found by it");
    }

    Outcome get(String path) {
        HttpResponse<String> answer = send(to(path).GET());
        return answer.statusCode() >= 300
                ? refused(path, answer)
                : new Outcome(path, answer.statusCode(), "", List.of(), null);
    }

    JsonNode read(String path) {
        return read(send(to(path).GET()));
    }

    HttpResponse<String> post(String path, String json) {
        return send(to(path).POST(BodyPublishers.ofString(json)));
    }

    private static Outcome refused(String what, HttpResponse<String> answer) {
        String detail = answer.body().replaceAll(".*\"errors\":", "");
        boolean isSaid = (answer.statusCode() == 400 || answer.statusCode() == 409 || answer.statusCode() == 413)
                && answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")
                && !read(answer).path("traceId").asString("").isEmpty();
        return new Outcome(
                what,
                answer.statusCode(),
                detail,
                List.of(),
                isSaid ? null : "not a problem of its input: " + answer.body());
    }

    private JsonNode readBack(String path) {
        try {
            HttpResponse<String> answer = await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .until(() -> send(to(path).GET()), found -> found.statusCode() != NOT_FOUND);
            return answer.statusCode() == OK ? read(answer) : MissingNode.getInstance();
        } catch (ConditionTimeoutException neverThere) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /** Whoever sends as fast as a test is told to wait at times. */
    private HttpResponse<String> send(HttpRequest.Builder request) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> http.send(request.build(), BodyHandlers.ofString()),
                        answer -> answer.statusCode() != TOO_MANY);
    }
}
