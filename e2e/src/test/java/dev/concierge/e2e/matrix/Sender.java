package dev.concierge.e2e.matrix;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends probes, several at once, and reports how their answers depart from what was expected. */
final class Sender implements AutoCloseable {
    private static final int AT_ONCE = 8;
    private static final int SHOWN = 300;
    /** What sheds load says when to come back; eight at once may meet a bound that one caller after another would not. */
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private static final int MOST_TRIES = 5;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger sent = new AtomicInteger();

    HttpResponse<String> send(Place place, String service, Call call) {
        sent.incrementAndGet();
        try {
            return http.send(place.request(service, call), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(call.method() + " " + call.path() + " " + place + ": " + broken, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** One line for each departure. */
    List<String> deviations(Place place, String service, List<Probe> probes) {
        List<Future<List<String>>> judged = probes.stream()
                .map(probe -> threads.submit(() -> judged(place, service, probe)))
                .toList();
        List<String> found = new ArrayList<>();
        for (Future<List<String>> one : judged) {
            try {
                found.addAll(one.get());
            } catch (ExecutionException failed) {
                found.add(String.valueOf(failed.getMessage()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
        return found;
    }

    private List<String> judged(Place place, String service, Probe probe) {
        HttpResponse<String> answer = patiently(place, service, probe.call());
        List<String> found = new ArrayList<>(Judge.deviations(probe, answer));
        if (place instanceof Place.AtGateway
                && answer.headers().firstValue("X-Request-Id").isEmpty()) {
            found.add("it has no X-Request-Id");
        }
        return found.stream()
                .map(what -> place + ", " + probe.what() + ": " + what + "\n      "
                        + probe.call().method() + " " + shown(probe.call().path()) + " → " + answer.statusCode() + " "
                        + shown(answer.body()))
                .toList();
    }

    private HttpResponse<String> patiently(Place place, String service, Call call) {
        HttpResponse<String> answer = send(place, service, call);
        for (int tries = 1; tries < MOST_TRIES && BUSY.contains(answer.statusCode()); tries++) {
            OptionalLong seconds = answer.headers().firstValueAsLong("Retry-After");
            if (seconds.isEmpty()) {
                return answer;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds.getAsLong()));
            answer = send(place, service, call);
        }
        return answer;
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    int sent() {
        return sent.get();
    }

    @Override
    public void close() {
        threads.close();
        http.close();
    }
}
