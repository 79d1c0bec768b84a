package dev.concierge.bench.fleet;

import dev.concierge.bench.fleet.FleetBench.Figures;
import dev.concierge.bench.gateway.Pump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Sixteen guests who read themselves: at user-service alone, and through the gateway, in the fleet as it is started. */
public final class ReadsOfGuests implements FleetBench.Suite {
    private static final int GUESTS = 16;
    private static final Duration WARM = Duration.ofSeconds(60);
    private static final Duration LENGTH = Duration.ofSeconds(15);

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        List<String> guests = IntStream.range(0, GUESTS)
                .mapToObj(guest -> client.register("reader" + guest))
                .toList();
        List<String> tokens = guests.stream().map(client.fleet()::guestToken).toList();
        List<String> paths = guests.stream().map(guest -> "/users/" + guest).toList();
        read("user-service alone", new Pump(URI.create(client.fleet().url("user-service")), paths, tokens), figures);
        read("through both", new Pump(URI.create(client.fleet().gateway()), paths, tokens), figures);
    }

    private static void read(String where, Pump pump, Figures figures) {
        try {
            pump.run(GUESTS, WARM);
            Pump.Went went = pump.run(GUESTS, LENGTH);
            figures.add("GET /users/{userId}, " + where, went.perSecond(), "/s");
            figures.add("GET /users/{userId}, " + where + ", p99", went.percentile(99), "ms");
            figures.add("GET /users/{userId}, " + where + ", refused", went.refused(), "requests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
