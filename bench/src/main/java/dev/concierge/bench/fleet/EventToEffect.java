package dev.concierge.bench.fleet;

import dev.concierge.bench.fleet.FleetBench.Figures;
import dev.concierge.bench.fleet.SteadyLoad.Times;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * From the post of an event until its sender reads it back, and until a journey that it enters has moved: that is one
 * topic, event-service, a second topic, journey-service and a third.
 */
public final class EventToEffect implements FleetBench.Suite {
    private static final int PER_SECOND = 20;
    private static final Duration WARM = Duration.ofSeconds(10);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RUNS_MOVE = Duration.ofSeconds(10);

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        String event = "bench_seen_" + Long.toString(Clock.systemUTC().millis(), 36);
        live(client, event);
        List<String> guests = IntStream.range(0, (int) (PER_SECOND * LENGTH.toSeconds()))
                .parallel()
                .mapToObj(guest -> client.register("event" + guest))
                .toList();
        TimeUnit.NANOSECONDS.sleep(RUNS_MOVE.toNanos()); // until their own journeys are quiet
        SteadyLoad readBack = new SteadyLoad(
                PER_SECOND, number -> isReadBack(client, guests.get(number % guests.size()), "bench_read"));
        readBack.run(WARM);
        Times read = readBack.run(LENGTH);
        Times moved = moved(client, guests, event);
        figures.add("event to read back, p50", read.percentile(0.5), "ms");
        figures.add("event to read back, p99", read.percentile(0.99), "ms");
        figures.add("events not read back", read.failed(), "count");
        figures.add("event to journey moved, p50", moved.percentile(0.5), "ms");
        figures.add("event to journey moved, p99", moved.percentile(0.99), "ms");
        figures.add("journeys not moved", moved.failed(), "count");
    }

    private static void live(Client client, String event) {
        String id = journeyId(event);
        client.made(
                "/journeys",
                Map.of(
                        "journeyId",
                        id,
                        "name",
                        "Bench",
                        "entry",
                        Map.of("on", event),
                        "start",
                        "end",
                        "nodes",
                        Map.of("end", Map.of("type", "exit", "reason", "seen"))),
                "journeyId");
        client.made("/journeys/" + id + "/publish", Map.of(), "journeyId");
        Client.await(
                "the journey is live",
                () -> client.tree(client.get("/journeys/" + id))
                        .path("state")
                        .asString("")
                        .equals("live"));
    }

    private static boolean isReadBack(Client client, String guest, String name) {
        String id = posted(client, guest, name);
        HttpResponse<String> answer = client.get("/userEvent?userId=" + guest + "&after=" + id);
        return answer.statusCode() == 200 && answer.body().contains(id);
    }

    private static String posted(Client client, String guest, String name) {
        return client.made(
                "/event",
                Map.of(
                        "userId",
                        guest,
                        "eventName",
                        name,
                        "eventTime",
                        Clock.systemUTC().instant().toString(),
                        "attributes",
                        Map.of("n", UUID.randomUUID().toString())),
                "eventId");
    }

    private static Times moved(Client client, List<String> guests, String event) {
        try (RunExits exits = new RunExits(client.fleet().kafka(), journeyId(event))) {
            return new SteadyLoad(PER_SECOND, number -> {
                        String guest = guests.get(number);
                        posted(client, guest, event);
                        return exits.await(guest, PATIENCE);
                    })
                    .run(LENGTH);
        }
    }

    private static String journeyId(String event) {
        return event.replace('_', '-');
    }
}
