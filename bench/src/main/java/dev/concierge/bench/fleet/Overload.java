package dev.concierge.bench.fleet;

import dev.concierge.bench.Percentile;
import dev.concierge.bench.fleet.FleetBench.Figures;
import dev.concierge.bench.gateway.Flood;
import dev.concierge.bench.gateway.Flood.Second;
import dev.concierge.bench.gateway.Pump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Guests who read themselves through the gateway: as many as it answers, then half of that, then five times as many for a
 * minute, then half again. Whoever is not answered within a second counts as not answered.
 */
public final class Overload implements FleetBench.Suite {
    private static final int GUESTS = 100;
    private static final int FACTOR = 5;
    private static final List<Integer> CONNECTIONS = List.of(16, 32, 64, 128);
    private static final Duration WARM = Duration.ofSeconds(60);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int BEFORE = 10;
    private static final int AFTER = 20;
    /** Normal is what was before, but for what two runs differ by anyway. */
    private static final double SHARE_OF_NORMAL = 0.99;

    private static final double TIMES_NORMAL = 2;

    private final int overloaded;

    /** @param isShort whether twenty seconds of it must do */
    public Overload(boolean isShort) {
        this.overloaded = isShort ? 20 : 60;
    }

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        List<String> guests = IntStream.range(0, GUESTS)
                .mapToObj(guest -> client.register("overload" + guest))
                .toList();
        List<String> tokens = guests.stream().map(client.fleet()::guestToken).toList();
        List<String> paths = guests.stream().map(guest -> "/users/" + guest).toList();
        URI gateway = URI.create(client.fleet().gateway());
        try {
            double peak = peak(new Pump(gateway, paths, tokens), figures);
            int normal = (int) peak / 2;
            int much = (int) peak * FACTOR;
            List<Second> all = new Flood(gateway, paths, tokens)
                    .run(
                            BEFORE + overloaded + AFTER,
                            second -> second >= BEFORE && second < BEFORE + overloaded ? much : normal);
            List<Second> before = all.subList(0, BEFORE);
            List<Second> during = all.subList(BEFORE, BEFORE + overloaded);
            tell(before, during, peak, figures);
            figures.add(
                    "seconds until normal after it",
                    untilNormal(all.subList(BEFORE + overloaded, all.size()), p99(before)),
                    "s (" + AFTER + ": not at all)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double peak(Pump pump, Figures figures) throws IOException {
        pump.run(CONNECTIONS.getFirst(), WARM);
        double peak = 0;
        for (int connections : CONNECTIONS) {
            double perSecond = pump.run(connections, LENGTH).perSecond();
            figures.add("answered, " + connections + " connections", perSecond, "/s");
            peak = Math.max(peak, perSecond);
        }
        figures.add("peak", peak, "/s");
        return peak;
    }

    private void tell(List<Second> before, List<Second> during, double peak, Figures figures) {
        double goodput = (double) sum(during, Second::good) / overloaded;
        figures.add("offered before", (double) sum(before, Second::due) / BEFORE, "/s");
        figures.add("p99 before", p99(before), "ms");
        figures.add("offered in the overload", (double) sum(during, Second::due) / overloaded, "/s");
        figures.add("goodput in the overload", goodput, "/s");
        figures.add("goodput / peak", goodput / peak, "ratio");
        figures.add("p99 of the good ones", p99(during), "ms");
        figures.add("refused in time", (double) sum(during, Second::refused) / overloaded, "/s");
        figures.add("not answered within a second", (double) sum(during, Second::late) / overloaded, "/s");
        figures.add("connections that broke", sum(during, Second::broken), "count");
        figures.add("never sent: every connection waited", (double) sum(during, Second::heldBack) / overloaded, "/s");
    }

    /** From which second on, all later ones included, requests are answered as before. */
    private static int untilNormal(List<Second> after, double normalMillis) {
        int until = after.size();
        while (until > 0 && isNormal(after.get(until - 1), normalMillis)) {
            until--;
        }
        return until;
    }

    private static boolean isNormal(Second second, double normalMillis) {
        return second.good() >= SHARE_OF_NORMAL * second.due()
                && Percentile.of(second.millis(), 99) <= TIMES_NORMAL * normalMillis;
    }

    private static int sum(List<Second> seconds, ToIntFunction<Second> count) {
        return seconds.stream().mapToInt(count).sum();
    }

    private static double p99(List<Second> seconds) {
        double[] all = seconds.stream()
                .flatMapToDouble(second -> Arrays.stream(second.millis()))
                .sorted()
                .toArray();
        return Percentile.of(all, 99);
    }
}
