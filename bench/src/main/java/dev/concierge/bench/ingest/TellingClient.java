package dev.concierge.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells of its guests' events in their order, insists until each batch is answered, and keeps a book of what it was told. */
final class TellingClient {
    private static final int BATCH = 500;
    private static final int GUESTS = 500;
    private static final int REPEATED_EVERY = 5;
    private static final int WRONG_EVERY = 50;
    private static final int TRIGGERING_EVERY = 10;
    private static final int HOUR = 3_600;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI door;
    private final String token;
    private final int number;
    private final int events;
    private final Random random;
    private final Instant begin = Clock.systemUTC().instant();
    private final List<Batch> before = new ArrayList<>();
    private long accepted;
    private long refused;
    private long refusalsTried;
    private long repeated;
    private long repeatsTried;
    private long retries;
    private long turnedAway;

    TellingClient(URI gateway, String token, int number, int events, long seed) {
        this.door = gateway.resolve("/events/batch");
        this.token = token;
        this.number = number;
        this.events = events;
        this.random = new Random(seed * 31 + number);
    }

    /** @param wrong of its items */
    private record Batch(String body, int right, int wrong) {}

    void run() {
        for (int from = 0; from < events; from += BATCH) {
            Batch batch = batch(from);
            tell(batch, false);
            before.add(batch);
            if (random.nextInt(REPEATED_EVERY) == 0) {
                tell(before.get(random.nextInt(before.size())), true);
            }
        }
    }

    /** Order is that of telling: the events' own times are all over an hour. */
    private Batch batch(int from) {
        List<String> items = new ArrayList<>();
        int wrong = 0;
        for (int event = from; event < Math.min(from + BATCH, events); event++) {
            boolean isWrong = event % WRONG_EVERY == WRONG_EVERY - 1;
            wrong += isWrong ? 1 : 0;
            String time = begin.minusSeconds(random.nextInt(HOUR)).toString();
            items.add("{\"userId\":\"c%d-g%d\",%s\"eventTime\":\"%s\",\"messageId\":\"m%d\",\"attributes\":{\"n\":%d}}"
                    .formatted(
                            number,
                            event % GUESTS,
                            isWrong ? "" : "\"eventName\":\"" + name(event) + "\",",
                            time,
                            event,
                            event));
        }
        String body = items.stream().collect(Collectors.joining(",", "{\"events\":[", "]}"));
        return new Batch(body, items.size() - wrong, wrong);
    }

    private static String name(int event) {
        return event % TRIGGERING_EVERY == 0 ? TriggersTold.NAME : "drilled";
    }

    private void tell(Batch batch, boolean again) {
        int attempts = 1;
        @Nullable JsonNode answer = attempt(batch);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (answer == null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within " + PATIENCE);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            attempts++;
            answer = attempt(batch);
        }
        retries += attempts - 1;
        turnedAway += (long) (attempts - 1) * (batch.right + batch.wrong);
        refused += batch.wrong;
        refusalsTried += (long) attempts * batch.wrong;
        if (answer.path("accepted").asInt() != batch.right) {
            throw new IllegalStateException(
                    answer.path("accepted") + " accepted (expected: " + batch.right + " of the batch)");
        }
        if (again) {
            repeated += batch.right;
            repeatsTried += (long) attempts * batch.right;
        } else {
            accepted += batch.right;
            repeatsTried += (long) (attempts - 1) * batch.right;
        }
    }

    /** The answer; null without one, or when it is told to come again. */
    private @Nullable JsonNode attempt(Batch batch) {
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(batch.body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                return JSON.readTree(answer.body());
            }
            if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return null;
        } catch (IOException away) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Of its events, once all are accepted; none of them is a wrong one. */
    long triggering() {
        return (events + TRIGGERING_EVERY - 1) / TRIGGERING_EVERY;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    long refusalsTried() {
        return refusalsTried;
    }

    long repeated() {
        return repeated;
    }

    long repeatsTried() {
        return repeatsTried;
    }

    long retries() {
        return retries;
    }

    /** Events of requests that were sent again: as many as may have been turned away. */
    long turnedAway() {
        return turnedAway;
    }
}
