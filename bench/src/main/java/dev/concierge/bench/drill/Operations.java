package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.platform.message.Shard;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates resources and changes each once, every second one over the stream; each operation is tried, under one request
 * id, until it is accepted: answered 2xx, or acknowledged by the broker.
 */
final class Operations {
    static final int LOCATIONS = 10;
    static final int OF_EACH = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LocalFleet fleet;
    private final String business;
    private final int count;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final InsistingClient client;

    /** @param total a multiple of what all locations take */
    Operations(LocalFleet fleet, String business, int total) {
        this.fleet = fleet;
        this.business = business;
        this.count = total / OF_EACH;
        this.client =
                new InsistingClient(fleet, PATIENCE, answer -> answer.body().contains("request-in-flight"));
        if (count % (2 * LOCATIONS) != 0) {
            throw new IllegalArgumentException(
                    "operations: " + total + " (expected: a multiple of " + 2 * LOCATIONS * OF_EACH + ")");
        }
    }

    String business() {
        return business;
    }

    int total() {
        return count * OF_EACH;
    }

    int accepted() {
        return accepted.get();
    }

    /** How many resources were given up for which reason. */
    Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    List<String> resources() {
        return IntStream.range(0, count).mapToObj(Operations::id).toList();
    }

    /** So that screens can join before the first change. */
    void addPlaces() {
        post("/businesses", "{\"businessId\":\"" + business + "\",\"name\":\"Drill\",\"zone\":\"UTC\"}");
        for (int location = 0; location < LOCATIONS; location++) {
            post(
                    "/businesses/" + business + "/locations",
                    "{\"locationId\":\"l" + location + "\",\"name\":\"Drill\",\"zone\":\"UTC\"}");
        }
    }

    /** Begins so many operations a second; returns when all are accepted. */
    void run(double perSecond) {
        long start = System.nanoTime();
        Map<String, Object> settings = new HashMap<>(fleet.kafka());
        settings.put("acks", "all");
        settings.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        try (Producer<String, byte[]> producer = new DefaultKafkaProducerFactory<>(
                                settings, new StringSerializer(), new ByteArraySerializer())
                        .createProducer();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int partitions = producer.partitionsFor("resource-operations").size();
            for (int resource = 0; resource < count; resource++) {
                long due = start + (long) (resource * OF_EACH * 1e9 / perSecond);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                int number = resource;
                // whole rounds of locations over one door, so that each location has as many of both
                boolean overStream = number / LOCATIONS % 2 == 0;
                threads.submit(() -> {
                    try {
                        if (overStream) {
                            stream(producer, partitions, number);
                        } else {
                            rest(number);
                        }
                    } catch (RuntimeException | Error refused) {
                        refusals.merge(refused.toString(), 1, Integer::sum);
                    }
                });
            }
        }
    }

    /** Of every resource that is there. */
    Map<String, Integer> versions() {
        Map<String, Integer> versions = new HashMap<>();
        for (int location = 0; location < LOCATIONS; location++) {
            String path = "/businesses/" + business + "/locations/l" + location + "/resources/order?limit=100";
            String cursor = "";
            do {
                JsonNode page = JSON.readTree(
                        client.send(client.request(path + cursor).GET()).body());
                page.path("items")
                        .forEach(resource -> versions.put(
                                resource.path("id").asString(),
                                resource.path("version").asInt()));
                cursor = page.path("next").isString()
                        ? "&cursor=" + page.path("next").asString()
                        : "";
            } while (!cursor.isEmpty());
        }
        return versions;
    }

    private void rest(int number) {
        String path = "/resources/" + business + "-" + location(number);
        String id = id(number);
        accept(client.send(headers(client.request(path), number, id + "-1")
                .POST(BodyPublishers.ofString("{\"data\":{\"id\":\"" + id + "\",\"state\":\"new\"}}"))));
        accept(client.send(headers(client.request(path), number, id + "-2")
                .method("PATCH", BodyPublishers.ofString("{\"data\":{\"id\":\"" + id + "\",\"state\":\"done\"}}"))));
    }

    private HttpRequest.Builder headers(HttpRequest.Builder request, int number, String requestId) {
        return request.header("Content-Type", "application/json")
                .header("X-Business-ID", business)
                .header("X-Location-ID", location(number))
                .header("X-Resource-Type", "order")
                .header("Idempotency-Key", requestId);
    }

    private void stream(Producer<String, byte[]> producer, int partitions, int number) {
        String id = id(number);
        String key = business + "-" + location(number) + "-order";
        try {
            for (String operation : List.of("create", "patch")) {
                String record = JSON.writeValueAsString(Map.of(
                        "operation",
                        operation,
                        "businessId",
                        business,
                        "locationId",
                        location(number),
                        "resourceType",
                        "order",
                        "resourceId",
                        id,
                        "requestId",
                        id + "-" + operation,
                        "data",
                        Map.of("state", operation)));
                publish(
                        producer,
                        new ProducerRecord<>(
                                "resource-operations",
                                Shard.of(key).partition(partitions),
                                key,
                                record.getBytes(StandardCharsets.UTF_8)));
                accepted.incrementAndGet();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Again and again while the broker is away: a repetition is known by its request id. */
    private static void publish(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> operation)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                producer.send(operation).get();
                return;
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof RetriableException) || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "the broker did not take an operation: " + refused.getCause(), refused);
                }
            }
        }
    }

    private void accept(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " "
                    + JSON.readTree(response.body()).path("title").asString(""));
        }
        accepted.incrementAndGet();
    }

    private void post(String path, String body) {
        HttpResponse<String> response = client.send(
                client.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
    }

    private static String id(int number) {
        return "r" + number;
    }

    private static String location(int number) {
        return "l" + number % LOCATIONS;
    }
}
