package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private volatile String token;

    Registrations(LocalFleet fleet, String tag, Path ledger) throws IOException {
        this.fleet = fleet;
        this.tag = tag;
        Files.createDirectories(ledger.getParent());
        this.ledger = Files.newBufferedWriter(ledger);
        this.token = fleet.clientToken();
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
        return insist(request(path).GET());
    }

    private void register(String email) {
        String body = json.writeValueAsString(Map.of("firstName", "Drill", "lastName", "Guest", "email", email));
        HttpResponse<String> response = insist(request("/users")
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

    private HttpResponse<String> insist(HttpRequest.Builder request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                HttpResponse<String> response = http.send(
                        request.setHeader("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
                if (response.statusCode() == 401) {
                    token = fleet.clientToken();
                } else if (response.statusCode() < 500
                        && response.statusCode() != 429
                        && response.statusCode() != 409) {
                    return response;
                }
            } catch (IOException | RuntimeException away) {
                // the same as a 503: the same request again
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(fleet.gateway() + path)).timeout(Duration.ofSeconds(15));
    }
}
