package dev.concierge.bench.fleet;

import dev.concierge.bench.fleet.FleetBench.Figures;
import dev.concierge.bench.fleet.SteadyLoad.Times;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What guests' searches take while one of them sends twenty of the most expensive a second, and while nobody does; turn
 * by turn, so that a machine that grows slower slows both.
 */
public final class ExpensiveSearches implements FleetBench.Suite {
    private static final int ITEMS = 2_000;
    private static final int WORDS = 2_000;
    private static final int GUESTS = 20;
    /** What a fleet of two cores does with a core to spare: in an overload everybody waits for everybody. */
    private static final int PER_SECOND = 6;

    private static final int EXPENSIVE_PER_SECOND = 20;
    private static final int LONGEST_QUERY = 500;
    private static final int TURNS = 3;
    private static final Duration TURN = Duration.ofSeconds(20);

    /** How many were refused, by who asked, status and code. */
    private final Map<String, Integer> refused = new ConcurrentSkipListMap<>();

    private final Random random = new Random(FleetBench.SEED);
    private final List<String> words = IntStream.range(0, WORDS)
            .mapToObj(word -> "w" + Integer.toString(word * 7_919, 36))
            .toList();

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        fill(client);
        List<String> guests = tokens(client, GUESTS);
        String greedy = tokens(client, 1).getFirst();
        SteadyLoad others =
                new SteadyLoad(PER_SECOND, number -> found(client, "others", guests.get(number % GUESTS), some(2)));
        others.run(TURN); // to warm up
        refused.clear();
        Times alone = Times.of(new double[0], 0);
        Times beside = Times.of(new double[0], 0);
        AtomicInteger answered = new AtomicInteger();
        for (int turn = 0; turn < TURNS; turn++) {
            alone = alone.with(others.run(TURN));
            Thread attack = Thread.ofVirtual()
                    .start(() -> new SteadyLoad(EXPENSIVE_PER_SECOND, _ -> {
                                if (found(client, "greedy", greedy, expensive())) {
                                    answered.incrementAndGet();
                                }
                                return true;
                            })
                            .run(TURN));
            beside = beside.with(others.run(TURN));
            attack.join();
        }
        figures.add("search p50, nobody greedy", alone.percentile(0.5), "ms");
        figures.add("search p99, nobody greedy", alone.percentile(0.99), "ms");
        figures.add("search p50 beside 20 expensive/s", beside.percentile(0.5), "ms");
        figures.add("search p99 beside 20 expensive/s", beside.percentile(0.99), "ms");
        figures.add("p99 beside / alone", beside.percentile(0.99) / alone.percentile(0.99), "ratio");
        figures.add("others' searches refused", alone.failed() + beside.failed(), "count");
        figures.add(
                "expensive searches answered", answered.get(), "of " + TURNS * EXPENSIVE_PER_SECOND * TURN.toSeconds());
        refused.forEach((how, count) -> figures.add("refused: " + how, count, "count"));
    }

    private void fill(Client client) {
        List<Map<String, Object>> items = IntStream.range(0, ITEMS)
                .mapToObj(item -> Map.<String, Object>of(
                        "type", "experience", "title", "item" + item + " " + some(4), "description", some(60)))
                .toList();
        items.parallelStream().forEach(item -> client.made("/items", item, "itemId"));
        String last = "item" + (ITEMS - 1);
        Client.await(
                "items are found",
                () -> !client.tree(client.get("/search?q=" + last))
                        .path("items")
                        .isEmpty());
    }

    private static List<String> tokens(Client client, int count) {
        return IntStream.range(0, count)
                .mapToObj(guest -> client.fleet().guestToken(client.register("search" + guest)))
                .toList();
    }

    private boolean found(Client client, String who, String token, String query) {
        HttpResponse<String> answer = client.get("/search?q=" + Client.encoded(query), token);
        if (answer.statusCode() == 200) {
            return true;
        }
        refused.merge(
                who + " " + answer.statusCode() + " "
                        + client.tree(answer).path("code").asString(),
                1,
                Integer::sum);
        return false;
    }

    private synchronized String some(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> words.get(random.nextInt(WORDS)))
                .collect(Collectors.joining(" "));
    }

    /** As many words as go into a query. */
    private synchronized String expensive() {
        List<String> query = new ArrayList<>();
        for (int length = 0; ; ) {
            String word = words.get(random.nextInt(WORDS));
            length += word.length() + 1;
            if (length > LONGEST_QUERY) {
                return String.join(" ", query);
            }
            query.add(word);
        }
    }
}
