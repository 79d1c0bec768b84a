package dev.concierge.bench.oncall;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every service, with two copies of each, is restarted by {@code ./concierge restart --rolling} while a client asks all
 * of them and sockets are open. Nobody may notice: no request fails, and whoever is cut off is told by code 1012.
 */
public final class RolloutDrill {
    private static final int PORT_BASE = 17_500;
    private static final Duration OPENING = Duration.ofMinutes(3);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);
    private static final int COPIES = 2;
    /** Of the requests that were due, how many must have been begun, in percent: a load that stops proves nothing. */
    private static final int LEAST_LOAD = 90;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Size size;
    private final boolean json;
    private final PrintStream out;

    public RolloutDrill(Path root, Size size, boolean json, PrintStream out) {
        this.root = root;
        this.size = size;
        this.json = json;
        this.out = out;
    }

    /**
     * How large a drill is.
     *
     * @param services that are restarted
     * @param warmUp before the first is, in which the rate rises to {@code perSecond}
     */
    public record Size(long seed, double perSecond, int sockets, List<String> services, Duration warmUp) {
        public static Size full(long seed) {
            return new Size(
                    seed, 200, 200, Fleet.SERVICES.stream().map(Service::name).toList(), Duration.ofSeconds(90));
        }

        /** As many requests as a machine can take that also starts all these services. */
        public Size at(double perSecond) {
            return new Size(seed, perSecond, sockets, services, warmUp);
        }

        /**
         * With two copies of these services alone, where a machine cannot take two of all.
         *
         * @param names commas between; empty for those it has
         */
        public Size of(String names) {
            List<String> chosen = names.isEmpty() ? services : List.of(names.split(","));
            chosen.forEach(Fleet::named);
            return new Size(seed, perSecond, sockets, chosen, warmUp);
        }

        /** Edge, hub and issuer alone. */
        public static Size smoke(long seed) {
            return new Size(
                    seed, 50, 50, List.of("gateway", "user-service", "notification-hub"), Duration.ofSeconds(45));
        }
    }

    /**
     * What it found, printed as its last line.
     *
     * @param failures how many requests failed in which way
     * @param restarted sockets closed with 1012
     * @param closedOtherwise sockets closed otherwise, by code
     * @param refused attempts to come back that were refused, by the answer
     * @param lost sockets that were not open again in the end
     * @param ended why it ended before all were restarted; empty if it did not
     */
    record Verdict(
            String drill,
            long seed,
            int services,
            List<Restarted> restarts,
            int requests,
            double perSecond,
            int failed,
            Map<String, Integer> failures,
            double p50Millis,
            double p99Millis,
            int sockets,
            int restarted,
            Map<Integer, Integer> closedOtherwise,
            Map<String, Integer> refused,
            int lost,
            double seconds,
            String ended) {
        boolean passed(Size size) {
            return ended.isEmpty()
                    && failed == 0
                    && perSecond * 100 >= size.perSecond * LEAST_LOAD
                    && closedOtherwise.isEmpty()
                    && lost == 0;
        }
    }

    /**
     * Both copies of a service, printed once they are back: a drill that ends early has told what it found until then.
     *
     * @param failed of the requests meanwhile
     * @param requests since the begin
     * @param closes of sockets since the begin, by code
     */
    record Restarted(String service, int failed, int requests, Map<Integer, Integer> closes, double seconds) {}

    /** Returns whether nobody noticed. */
    public boolean run() throws IOException, InterruptedException {
        // tokens that outlive the drill: sockets are closed with another code when theirs expires
        Map<String, String> settings = Map.of("CONCIERGE_USER_TOKEN_ACCESS_TOKEN_LIFE", "6h");
        try (LocalFleet fleet = new LocalFleet(root, home(root), PORT_BASE, settings)) {
            say("starting a fleet of its own on ports from " + PORT_BASE);
            fleet.start(size.services.stream().collect(Collectors.toMap(name -> name, _ -> COPIES)));
            return run(fleet);
        }
    }

    /** Of both drills here, which do not run at once: what one start has unpacked or trained serves the next. */
    static Path home(Path root) {
        return root.resolve(".concierge").resolve("oncall-drill");
    }

    private boolean run(LocalFleet fleet) throws IOException, InterruptedException {
        String business =
                "rollout" + size.seed + "x" + Long.toString(Clock.systemUTC().millis(), 36);
        URI gateway = URI.create(fleet.sharedUrl("gateway"));
        String token = fleet.clientToken();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Mix mix = new Mix(gateway, token, business);
        mix.prepare(http, size.seed);
        try (SteadyRequests requests = new SteadyRequests(mix::request, size.perSecond, size.warmUp);
                KeptSockets sockets = new KeptSockets(http, door(gateway, token), size.sockets, topics(business))) {
            if (!sockets.awaitOpen(OPENING)) {
                throw new IllegalStateException(
                        sockets.open() + " sockets open (expected: " + size.sockets + "), " + sockets.refusals());
            }
            Thread client = Thread.ofPlatform()
                    .name("requests")
                    .daemon() // a drill that fails must not go on asking
                    .start(requests::run);
            requests.awaitWarm();
            long begin = System.nanoTime();
            List<Restarted> done = new ArrayList<>();
            String ended = restartAll(fleet, requests, sockets, done);
            sockets.awaitOpen(OPENING);
            requests.end();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!client.join(LAST_ANSWERS)) {
                ended += "requests are not answered within " + LAST_ANSWERS + " after the last";
            }
            return judge(requests, sockets, done, seconds, ended);
        }
    }

    /** Returns why it ended early; empty if it did not. */
    private String restartAll(LocalFleet fleet, SteadyRequests requests, KeptSockets sockets, List<Restarted> done)
            throws InterruptedException {
        List<String> order = new ArrayList<>(size.services);
        Collections.shuffle(order, new Random(size.seed));
        for (String service : order) {
            int before = requests.failed();
            long begin = System.nanoTime();
            try {
                fleet.bash("./concierge restart " + service + " --rolling");
            } catch (IOException | IllegalStateException stuck) {
                return service + ": " + stuck.getMessage();
            }
            Restarted restarted = new Restarted(
                    service,
                    requests.failed() - before,
                    requests.sent(),
                    sockets.closes(),
                    rounded((System.nanoTime() - begin) / 1e9));
            done.add(restarted);
            out.println(JSON.writeValueAsString(restarted));
        }
        return "";
    }

    private boolean judge(
            SteadyRequests requests, KeptSockets sockets, List<Restarted> done, double seconds, String ended) {
        Map<Integer, Integer> closes = new TreeMap<>(sockets.closes());
        Integer restarted = closes.remove(KeptSockets.SERVICE_RESTART);
        Verdict verdict = new Verdict(
                "rollout",
                size.seed,
                size.services.size(),
                done,
                requests.sent(),
                rounded(requests.sent() / seconds),
                requests.failed(),
                requests.failures(),
                rounded(requests.percentile(50)),
                rounded(requests.percentile(99)),
                size.sockets,
                restarted == null ? 0 : restarted,
                closes,
                sockets.refusals(),
                size.sockets - sockets.open(),
                rounded(seconds),
                ended);
        out.println(JSON.writeValueAsString(verdict));
        return verdict.passed(size);
    }

    private static URI door(URI gateway, String token) {
        return URI.create("ws://" + gateway.getAuthority() + "/socket/websocket?vsn=2.0.0&token=" + token);
    }

    private static List<String> topics(String business) {
        return IntStream.range(0, Mix.LOCATIONS)
                .mapToObj(location -> "resources:" + business + "-l" + location)
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
