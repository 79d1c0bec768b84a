package dev.concierge.e2e;

import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What Prometheus reads of a service, and how long it waits for that. */
record Scrape(String page, Duration took) {
    private static final int MANAGEMENT_OFFSET = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String REQUESTS = "http_server_requests_seconds";

    static Scrape of(HttpClient http, LocalFleet fleet, String service) {
        int port = fleet.port(service) + MANAGEMENT_OFFSET;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                .timeout(PATIENCE)
                .build();
        try {
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("GET " + request.uri() + ": " + answer.statusCode());
            }
            return new Scrape(answer.body(), took);
        } catch (IOException broken) {
            throw new IllegalStateException("GET " + request.uri() + ": " + broken, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** How large it is without what is measured of requests, which grows with what was asked. */
    int bytesBesideRequests() {
        return page.length() - bytesOfRequests();
    }

    int bytesOfRequests() {
        return page.lines()
                .filter(line -> line.startsWith(REQUESTS))
                .mapToInt(line -> line.length() + 1)
                .sum();
    }

    /** How many kinds of requests are measured: a method of a route with one of its answers. */
    int kindsOfRequests() {
        return (int) page.lines()
                .filter(line -> line.startsWith(REQUESTS + "_count"))
                .count();
    }
}
