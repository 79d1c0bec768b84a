package dev.concierge.bench.resources;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Requests;
import dev.concierge.bench.lab.Requests.Went;
import dev.concierge.bench.lab.WarmUp;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;

/** Resources read by their ids and replaced, with what pods read shared in Redis, and with all from the database. */
final class ResourceReads {
    private static final long SEED = 1;
    private static final int CALLERS = 32;
    private static final int RESOURCES = 1_000;
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
    private static final WarmUp WARM_UP = new WarmUp(3, 12);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final String RESOURCE = "/businesses/reads/locations/l/resources/reservation";

    private final Report report;
    private final Path root;
    private final String commit;

    ResourceReads(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    void run() throws IOException, InterruptedException {
        Measured alone = measured(false);
        Measured shared = measured(true);
        beside(
                "GET by id, shared",
                shared.reads().perSecond(),
                "/s",
                alone.reads().perSecond());
        beside(
                "GET by id, shared, p50",
                shared.reads().percentile(50),
                "ms",
                alone.reads().percentile(50));
        beside(
                "GET by id, shared, p99",
                shared.reads().percentile(99),
                "ms",
                alone.reads().percentile(99));
        beside("PUT, shared", shared.writes().perSecond(), "/s", alone.writes().perSecond());
        beside(
                "PUT, shared, p99",
                shared.writes().percentile(99),
                "ms",
                alone.writes().percentile(99));
        beside("refused, shared", shared.refused(), "requests", alone.refused());
    }

    private record Measured(Went reads, Went writes) {
        int refused() {
            return reads.refused() + writes.refused();
        }
    }

    private Measured measured(boolean shared) throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                Rig rig = Rig.start(root, lab, Map.of("CONCIERGE_READS_SHARED", String.valueOf(shared)))) {
            Requests requests = new Requests(rig.resourceService());
            String token = rig.benchToken();
            for (int number = 0; number < RESOURCES; number++) {
                String _ = requests.answer(requests.send("POST", RESOURCE, token, "application/json", body(number, 0)));
            }
            if (shared && !Wait.until(Duration.ofMinutes(1), Duration.ofMillis(200), () -> shares(rig))) {
                throw new IllegalStateException("nothing is shared");
            }
            return new Measured(
                    measured(requests, number -> requests.get(RESOURCE + "/r" + number % RESOURCES, token)),
                    measured(
                            requests,
                            number -> requests.send(
                                    "PUT",
                                    RESOURCE + "/r" + number % RESOURCES,
                                    token,
                                    "application/json",
                                    body(number % RESOURCES, number))));
        }
    }

    private static Went measured(Requests requests, IntFunction<HttpRequest> request) {
        WARM_UP.run(() -> requests.run(CALLERS, WARM_UP_STEP, request).perSecond());
        return requests.run(CALLERS, MEASURED, request);
    }

    private static boolean shares(Rig rig) {
        try {
            return rig.shares();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String body(int resource, int number) {
        return ("{\"id\":\"r%d\",\"customerName\":\"John Doe\",\"date\":\"2030-01-10\",\"time\":\"19:00\","
                        + "\"partySize\":4,\"n\":%d}")
                .formatted(resource, number);
    }

    private void beside(String name, double value, String unit, double alone) {
        report.add(Figure.beside(name, value, unit, "from the database", alone, SEED, commit));
    }
}
