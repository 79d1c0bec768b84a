package dev.concierge.bench.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Posts notifications at a rate, each about 360 bytes on the wire, with the moment it was posted. */
final class Posts implements Source, AutoCloseable {
    private static final String PADDING = "x".repeat(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final String token;
    private final String business;
    private final int locations;
    private final AtomicInteger seq = new AtomicInteger();

    Posts(URI uri, String token, String business, int locations) {
        this.uri = uri;
        this.token = token;
        this.business = business;
        this.locations = locations;
    }

    @Override
    public CompletionStage<?> send() {
        return http.sendAsync(request(1), HttpResponse.BodyHandlers.discarding());
    }

    /**
     * Posts one after another to a place that nobody looks at, as fast as they are answered: the way in is compiled by
     * then, as that of a hub that has run for a while.
     */
    void warmUp(int count) throws IOException, InterruptedException {
        Posts elsewhere = new Posts(uri, token, "elsewhere", 1);
        for (int at = 0; at < count; at++) {
            elsewhere.batch(1);
        }
        elsewhere.close();
    }

    /** Posts so many in one request. */
    void batch(int count) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(count), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest request(int count) {
        String body =
                IntStream.range(0, count).mapToObj(_ -> notification()).collect(Collectors.joining(",", "[", "]"));
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String notification() {
        int number = seq.getAndIncrement();
        return notification(business, "l" + number % locations, number);
    }

    static String notification(String business, String location, int number) {
        return ("{\"type\":\"resource_updated\",\"resourceType\":\"reservation\",\"businessId\":\"%s\",\"locationId\":\"%s\","
                        + "\"resourceId\":\"r-%d\",\"shardId\":\"shard-001\",\"timestamp\":\"%s\",\"seq\":%d,"
                        + "\"sentAt\":%d,\"note\":\"%s\"}")
                .formatted(business, location, number, Clock.systemUTC().instant(), number, System.nanoTime(), PADDING);
    }

    @Override
    public void close() {
        http.close();
    }
}
