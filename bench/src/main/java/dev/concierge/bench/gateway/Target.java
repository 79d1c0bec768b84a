package dev.concierge.bench.gateway;

import dev.concierge.bench.lab.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server before the upstream.
 *
 * @param metrics in Prometheus' form, where it tells what it allocated
 */
record Target(String name, URI address, @Nullable URI metrics, Server server) implements AutoCloseable {
    private static final String ALLOCATED = "jvm_gc_memory_allocated_bytes_total";

    /**
     * What one request took.
     *
     * @param kilobytes allocated, zero where that is not told
     */
    record Cost(double perSecond, double p99, double refused, double cpuMillis, double kilobytes) {}

    Cost cost(Pump pump, int connections, Duration time) throws IOException, InterruptedException {
        Duration cpu = server.processorTime();
        double bytes = allocated();
        Pump.Went went = pump.run(connections, time);
        double answers = Math.max(1, went.answers());
        return new Cost(
                went.perSecond(),
                went.percentile(99),
                went.refused(),
                server.processorTime().minus(cpu).toNanos() / 1e6 / answers,
                (allocated() - bytes) / 1024 / answers);
    }

    private double allocated() throws IOException, InterruptedException {
        if (metrics == null) {
            return 0;
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(ALLOCATED))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
