package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Sends the same request again while the fleet cannot answer it, as the client of a failing fleet must: soon at first, then
 * less often. So many are under way at once and no more: where a machine is slower than the pace of a drill, the drill takes
 * longer.
 */
final class InsistingClient {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    /** Hundreds that come twice a second for as long as a service is away take the machine that it needs for its start. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private static final int AT_ONCE = 256;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAILURE = 500;

    private final LocalFleet fleet;
    private final Duration patience;
    private final Predicate<HttpResponse<String>> isUnderWay;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Semaphore underWay = new Semaphore(AT_ONCE, true);
    private volatile String token;

    /** @param isUnderWay says of an answer that the request before it has not ended */
    InsistingClient(LocalFleet fleet, Duration patience, Predicate<HttpResponse<String>> isUnderWay) {
        this.fleet = fleet;
        this.patience = patience;
        this.isUnderWay = isUnderWay;
        this.token = fleet.clientToken();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(fleet.gateway() + path)).timeout(Duration.ofSeconds(15));
    }

    /** @throws IllegalStateException when there is no answer within its patience */
    HttpResponse<String> send(HttpRequest.Builder request) {
        underWay.acquireUninterruptibly();
        try {
            return insist(request);
        } finally {
            underWay.release();
        }
    }

    /** All that are under way see their token end at once, and one new one is enough. */
    private synchronized void renew(String ended) {
        if (token.equals(ended)) {
            token = fleet.clientToken();
        }
    }

    private HttpResponse<String> insist(HttpRequest.Builder request) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                String used = token;
                HttpResponse<String> response = http.send(
                        request.setHeader("Authorization", "Bearer " + used).build(), BodyHandlers.ofString());
                if (response.statusCode() == 401) {
                    renew(used);
                } else if (response.statusCode() < FIRST_FAILURE
                        && response.statusCode() != TOO_MANY
                        && !isUnderWay.test(response)) {
                    return response;
                }
            } catch (IOException | RuntimeException away) {
                // the same as a 503: the same request again
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within " + patience);
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
