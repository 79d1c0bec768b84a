package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers guests at a steady rate. Each is tried, with one Idempotency-Key, until the fleet accepts it; what is
 * accepted is appended to a ledger before it counts.
 */
final class Registrations {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final LocalFleet fleet;
    private final String tag;
    private final BufferedWriter ledger;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final InsistingClient client;

    Registrations(LocalFleet fleet, String tag, Path ledger) throws IOException {
        this.fleet = fleet;
        this.tag = tag;
        Files.createDirectories(ledger.getParent());
        this.ledger = Files.newBufferedWriter(ledger);
        this.client = new InsistingClient(fleet, PATIENCE, answer -> answer.statusCode() == 409);
    }

    /** Registers {@code count} guests, {@code perSecond} begun in each second; returns when all were answered. */
    void run(int count, double perSecond) {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int guest = 0; guest < count; guest++) {
                long due = start + (long) (guest * 1e9 / perSecond);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                String email = tag + "-" + guest + "@drill.concierge.test";
                threads.submit(() -> register(email));
            }
        }
    }

    /** userId by e-mail address. */
    Map<String, String> accepted() {
        return accepted;
    }

    /** The answer to a GET, tried until the fleet gives one. */
    HttpResponse<String> get(String path) {
        return client.send(client.request(path).GET());
    }

    private void register(String email) {
        String body = json.writeValueAsString(Map.of("firstName", "Drill", "lastName", "Guest", "email", email));
        HttpResponse<String> response = client.send(client.request("/users")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", email)
                .POST(BodyPublishers.ofString(body)));
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(email + ": " + response.statusCode() + " " + response.body());
        }
        accept(email, json.readTree(response.body()).path("userId").asString());
    }

    private synchronized void accept(String email, String userId) {
        try {
            ledger.write(json.writeValueAsString(Map.of("email", email, "userId", userId)));
            ledger.newLine();
            ledger.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepted.put(email, userId);
    }
}
