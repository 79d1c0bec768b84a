package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes journeys at a pod and reads its counters. */
public final class Operator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 50;

    private final Pod pod;
    private final Issuer issuer;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Operator(Pod pod, Issuer issuer) {
        this.pod = pod;
        this.issuer = issuer;
    }

    public void publish(String journey, String definition) throws IOException, InterruptedException {
        post("/journeys", definition);
        post("/journeys/" + journey + "/publish", "{}");
    }

    public void awaitLive(String journey) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!get(pod.address().resolve("/journeys/" + journey)).contains("\"state\":\"live\"")) {
            if (System.nanoTime() > until) {
                throw new IOException("not live within " + PATIENCE + ": " + journey);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Of the counter of that name, over all its tags. */
    double counter(String name) throws IOException, InterruptedException {
        Matcher found =
                Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(get(pod.metrics()));
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }

    /** Waits until it has counted so many; false when it did not in time. */
    boolean awaitCounter(String name, double count, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (counter(name) < count) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private String get(URI address) throws IOException, InterruptedException {
        return http.send(request(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request(pod.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + issuer.client("bench", "journeys:read", "journeys:write"));
    }

    @Override
    public void close() {
        http.close();
    }
}
