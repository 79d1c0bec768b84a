package dev.concierge.bench.live;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.IntFunction;

/** What clients that never read their socket cost those who do, and the hub: none of them, 1 % and 10 % more. */
final class NeverReading {
    private static final List<Integer> PERCENT = List.of(1, 10);
    /** The kernel takes more than a megabyte for a client, at 14 kB a second, before the hub can notice anything. */
    private static final Duration MEASURED = Duration.ofMinutes(4);

    private static final String NOBODY = "none of them";

    private final Hub hub;
    private final FanOutLoad load;
    private final Source source;
    private final IntFunction<String> path;
    private final String room;

    /**
     * @param load of clients that read
     * @param path with the query, of each client that does not
     * @param room that all have joined
     */
    NeverReading(Hub hub, FanOutLoad load, Source source, IntFunction<String> path, String room) {
        this.hub = hub;
        this.load = load;
        this.source = source;
        this.path = path;
        this.room = room;
    }

    private record Value(String name, String unit, double value) {}

    /** @param closed by the hub, by the reason */
    private record Phase(
            FanOutLoad.Spread readers, double heapMegabytes, double highestMegabytes, Map<String, Long> closed) {
        /** In the same order each time. */
        List<Value> values(int deliveries) {
            String reached = " at %,d/s (%,d/s reached)".formatted(deliveries, Math.round(readers.perSecond()));
            return List.of(
                    new Value("broadcast to screen, p50" + reached, "ms", readers.p50()),
                    new Value("broadcast to screen, p99" + reached, "ms", readers.p99()),
                    new Value("heap of the hub after a collection", "MB", heapMegabytes),
                    new Value("RSS of the hub, highest", "MB", highestMegabytes));
        }
    }

    /**
     * @param readers how many read
     * @param deliveries to them in a second
     */
    void run(Report report, int readers, int deliveries, long seed, String commit)
            throws IOException, InterruptedException {
        List<Value> alone = phase(0, deliveries).values(deliveries);
        alone.forEach(
                one -> report.add(Figure.alone(one.name() + ", " + NOBODY, one.value(), one.unit(), seed, commit)));
        for (int percent : PERCENT) {
            int count = readers * percent / 100;
            String who = ", %,d more that never read".formatted(count);
            Phase beside = phase(count, deliveries);
            List<Value> values = beside.values(deliveries);
            for (int at = 0; at < values.size(); at++) {
                Value one = values.get(at);
                double peer = alone.get(at).value();
                report.add(Figure.beside(one.name() + who, one.value(), one.unit(), NOBODY, peer, seed, commit));
            }
            beside.closed()
                    .forEach((reason, closed) ->
                            report.add(Figure.alone("closed as " + reason + who, closed, "sockets", seed, commit)));
            long all =
                    beside.closed().values().stream().mapToLong(Long::longValue).sum();
            report.add(Figure.alone("closed by the hub" + who, all, "sockets", seed, commit));
        }
    }

    private Phase phase(int count, int deliveries) throws IOException, InterruptedException {
        LongAccumulator highest = new LongAccumulator(Math::max, 0);
        Map<String, Long> before = hub.closed();
        try (Screens asleep = new Screens(hub.port(), Dialect.PHOENIX, 1);
                ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor()) {
            asleep.connectNeverReading(count, path, room);
            ScheduledFuture<?> _ =
                    looking.scheduleAtFixedRate(() -> highest.accumulate(resident()), 0, 1, TimeUnit.SECONDS);
            FanOutLoad.Spread readers = load.spread(source, deliveries, MEASURED);
            Map<String, Long> closed = new TreeMap<>();
            hub.closed().forEach((reason, total) -> closed.put(reason, total - before.getOrDefault(reason, 0L)));
            closed.values().removeIf(none -> none == 0);
            return new Phase(readers, hub.liveHeapMegabytes(), highest.get() / 1024.0, closed);
        }
    }

    private long resident() {
        try {
            return hub.residentKilobytes();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
