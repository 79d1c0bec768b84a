package dev.concierge.bench.fleet;

import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.fleet.FleetBench.Figures;
import dev.concierge.bench.gateway.Flood;
import dev.concierge.bench.gateway.Flood.Second;
import dev.concierge.bench.gateway.Pump;
import dev.concierge.bench.lab.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Requests through the gateway: as many as are answered at most, then half of that, then five times as many for a minute, then
 * half again. Whoever is not answered within a second counts as not answered.
 */
public final class Overload implements FleetBench.Suite {
    private static final int GUESTS = 100;
    private static final int FACTOR = 5;
    private static final List<Integer> AT_ONCE = List.of(16, 32, 64, 128);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int BEFORE = 10;
    private static final int AFTER = 20;
    /** Normal is what was before, but for what two runs differ by anyway. */
    private static final double SHARE_OF_NORMAL = 0.99;

    private static final double TIMES_NORMAL = 2;

    private final boolean isOfWrites;
    private final int overloaded;
    private final Duration warm;

    /**
     * @param isOfWrites registrations of guests in place of guests who read themselves
     * @param isShort whether twenty seconds of it must do
     */
    public Overload(boolean isOfWrites, boolean isShort) {
        this.isOfWrites = isOfWrites;
        this.overloaded = isShort ? 20 : 60;
        this.warm = Duration.ofSeconds(isShort ? 30 : 60);
    }

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        URI gateway = URI.create(client.fleet().gateway());
        try {
            if (isOfWrites) {
                registrations(gateway, client.fleet().clientToken(), figures);
            } else {
                reads(gateway, client, figures);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reads(URI gateway, Client client, Figures figures) throws IOException {
        List<String> guests = IntStream.range(0, GUESTS)
                .mapToObj(guest -> client.register("overload" + guest))
                .toList();
        List<String> tokens = guests.stream().map(client.fleet()::guestToken).toList();
        List<String> paths = guests.stream().map(guest -> "/users/" + guest).toList();
        Pump pump = new Pump(gateway, paths, tokens);
        pump.run(AT_ONCE.getFirst(), warm);
        double peak = 0;
        for (int atOnce : AT_ONCE) {
            peak = Math.max(peak, told(atOnce, pump.run(atOnce, LENGTH).perSecond(), figures));
        }
        overload(Flood.of(gateway, paths, tokens), peak, figures);
    }

    private void registrations(URI gateway, String token, Figures figures) throws IOException {
        Requests requests = new Requests(gateway);
        requests.run(AT_ONCE.getFirst(), warm, _ -> registration(requests, token));
        double peak = 0;
        for (int atOnce : AT_ONCE) {
            Requests.Went went = requests.run(atOnce, LENGTH, _ -> registration(requests, token));
            peak = Math.max(peak, told(atOnce, went.perSecond(), figures));
        }
        overload(new Flood(gateway, _ -> registration(gateway, token)), peak, figures);
    }

    private static double told(int atOnce, double perSecond, Figures figures) {
        figures.add("answered, " + atOnce + " at once", perSecond, "/s");
        return perSecond;
    }

    private static HttpRequest registration(Requests requests, String token) {
        return requests.send("POST", "/users", token, "application/json", somebody());
    }

    private static byte[] registration(URI gateway, String token) {
        String body = somebody();
        return ("POST /users HTTP/1.1\r\nHost: " + gateway.getAuthority() + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String somebody() {
        return "{\"firstName\": \"Bench\", \"email\": \"" + UUID.randomUUID() + "@bench.concierge.test\"}";
    }

    private void overload(Flood flood, double peak, Figures figures) throws IOException {
        figures.add("peak", peak, "/s");
        int normal = (int) peak / 2;
        int much = (int) peak * FACTOR;
        List<Second> all = flood.run(
                BEFORE + overloaded + AFTER,
                second -> second >= BEFORE && second < BEFORE + overloaded ? much : normal);
        List<Second> before = all.subList(0, BEFORE);
        tell(before, all.subList(BEFORE, BEFORE + overloaded), peak, figures);
        figures.add(
                "seconds until normal after it",
                untilNormal(all.subList(BEFORE + overloaded, all.size()), p99(before)),
                "s (" + AFTER + ": not at all)");
    }

    private void tell(List<Second> before, List<Second> during, double peak, Figures figures) {
        double goodput = (double) sum(during, Second::good) / overloaded;
        figures.add("offered before", (double) sum(before, Second::due) / BEFORE, "/s");
        figures.add("answered before", (double) sum(before, Second::good) / BEFORE, "/s");
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
