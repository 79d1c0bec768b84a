package dev.concierge.bench.ingest;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.BusyTime;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Requests;
import dev.concierge.bench.lab.Requests.Went;
import dev.concierge.bench.lab.WarmUp;
import dev.concierge.bench.users.UserRig;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events in batches, one by one, and on their way to journeys. */
public final class IngestBench {
    private static final long SEED = 1;
    private static final int BATCH = 500;
    private static final int BATCH_CALLERS = 8;
    private static final int PACE = 20_000;
    private static final int SINGLE_CALLERS = 64;
    private static final int GUESTS = 10_000;
    private static final int BARE = 500_000;
    private static final int BARE_AWAITED = 100_000;
    private static final long MANY = 20_000_000;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration BATCHES = Duration.ofSeconds(60);
    private static final Duration SINGLES = Duration.ofSeconds(20);
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final WarmUp WARM_UP = new WarmUp(3, 8);

    private final Report report;
    private final Path root;
    private final String commit;

    public IngestBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    /** Batches of 500 through the gateway for a minute, while they are stored and profiles follow them. */
    public void batches() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                IngestRig rig = new IngestRig(root, lab);
                UserRig profiles = new UserRig(rig.place())) {
            lab.createTopics(BareProducer.TOPIC);
            Requests requests = new Requests(rig.gateway());
            String token = rig.client();
            IntFunction<HttpRequest> batch = batches(requests, token, "offer_viewed");
            WARM_UP.run(() -> requests.run(BATCH_CALLERS, STEP, batch).perSecond());
            awaitNoLag(rig);
            atAPace(rig, profiles, requests, batch);
            awaitNoLag(rig);
            long namedBefore = rig.stored("offer_viewed");
            long storedBefore = rig.stored();
            long bytesBefore = rig.bytes();
            double countedBefore = rig.storedSinceStart();

            Went went = requests.run(BATCH_CALLERS, BATCHES, batch);

            Map<String, Double> lags = lags(rig, profiles);
            long accepted = (long) went.millis().length * BATCH;
            Map<String, Double> until = untilEachIsThere(Map.of(
                    "until event-service had stored all",
                    () -> rig.storedSinceStart() - countedBefore >= accepted && rig.lag() == 0,
                    "until user-service had made profiles of all",
                    () -> IngestRig.lags(profiles::scrape).values().stream().allMatch(lag -> lag == 0)));
            double bare =
                    BareProducer.perSecond(rig.kafka(), event(0, "offer_viewed").length(), BARE);
            beside("events in batches of 500", went.perSecond() * BATCH, "events/s", BareProducer.NAME, bare);
            alone("a batch answered, p99", went.percentile(99), "ms");
            alone("batches refused", went.refused(), "count");
            lags.forEach((reader, lag) -> alone("behind when the last was answered: " + reader, lag, "s"));
            until.forEach((stream, seconds) -> alone(stream, seconds, "s"));
            alone("accepted, not stored", accepted - (rig.stored("offer_viewed") - namedBefore), "count");
            alone(
                    "disk of an event with its indexes",
                    (double) (rig.bytes() - bytesBefore) / (rig.stored() - storedBefore),
                    "bytes");
        }
    }

    /** A minute at the rate that is to be kept up with: how far behind everybody is then. */
    private void atAPace(IngestRig rig, UserRig profiles, Requests requests, IntFunction<HttpRequest> batch) {
        long begin = System.nanoTime();
        AtomicLong sent = new AtomicLong();
        Went went = requests.run(BATCH_CALLERS, BATCHES, number -> {
            long due = begin + sent.getAndIncrement() * BATCH * 1_000_000_000L / PACE;
            LockSupport.parkNanos(due - System.nanoTime());
            return batch.apply(number);
        });
        alone("events a second at a pace of %,d".formatted(PACE), went.perSecond() * BATCH, "events/s");
        lags(rig, profiles)
                .forEach(
                        (reader, lag) -> alone("behind after a minute of %,d/s: %s".formatted(PACE, reader), lag, "s"));
    }

    /** In seconds, of each reader. */
    private static Map<String, Double> lags(IngestRig rig, UserRig profiles) {
        Map<String, Double> lags = new TreeMap<>();
        rig.lags().forEach((subscription, lag) -> lags.put("event-service, " + subscription, lag));
        IngestRig.lags(profiles::scrape).forEach((subscription, lag) -> lags.put("user-service, " + subscription, lag));
        return lags;
    }

    /** Seconds from now; -1 of those that are not there in time. None is asked again once it is, none waits for another. */
    private static Map<String, Double> untilEachIsThere(Map<String, BooleanSupplier> streams) {
        long begin = System.nanoTime();
        Map<String, Double> seconds = new TreeMap<>();
        boolean _ = Wait.until(CATCH_UP, STEP.dividedBy(10), () -> {
            streams.forEach((name, isThere) -> {
                if (!seconds.containsKey(name) && isThere.getAsBoolean()) {
                    seconds.put(name, (System.nanoTime() - begin) / 1e9);
                }
            });
            return seconds.size() == streams.size();
        });
        streams.keySet().forEach(name -> seconds.putIfAbsent(name, -1.0));
        return seconds;
    }

    /** What an event costs when few are stored, and when many are. */
    public void growth(boolean isShort) throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                IngestRig rig = new IngestRig(root, lab)) {
            Requests requests = new Requests(rig.gateway());
            String token = rig.client();
            WARM_UP.run(() -> requests.run(BATCH_CALLERS, STEP, batches(requests, token, "offer_viewed"))
                    .perSecond());
            awaitNoLag(rig);
            long few = isShort ? MANY / 200 : MANY / 20;
            long many = isShort ? MANY / 20 : MANY;
            double early = millisOfAnEvent(rig, few, requests, "seen_early");
            double late = millisOfAnEvent(rig, many, requests, "seen_late");
            beside(
                    "CPU of the machine for an event with %,d stored".formatted(many),
                    late,
                    "ms",
                    "with %,d stored".formatted(few),
                    early);
        }
    }

    private static double millisOfAnEvent(IngestRig rig, long stored, Requests requests, String name)
            throws IOException, InterruptedException {
        rig.fillTo(stored);
        String token = rig.client();
        double counted = rig.storedSinceStart();
        double busy = BusyTime.millis();
        long accepted = (long) requests.run(BATCH_CALLERS, SINGLES, batches(requests, token, name))
                        .millis()
                        .length
                * BATCH;
        if (!Wait.until(CATCH_UP, STEP.dividedBy(10), () -> rig.storedSinceStart() - counted >= accepted)) {
            throw new IllegalStateException("not stored after " + CATCH_UP);
        }
        return (BusyTime.millis() - busy) / accepted;
    }

    private static IntFunction<HttpRequest> batches(Requests requests, String token, String name) {
        return number -> requests.send("POST", "/events/batch", token, "application/json", batch(number, name));
    }

    /** One event a request, at the service and through the gateway. */
    public void singles() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                IngestRig rig = new IngestRig(root, lab)) {
            lab.createTopics(BareProducer.TOPIC);
            double atService = single("POST /event at event-service", rig, rig.eventService());
            double throughGateway = single("POST /event through the gateway", rig, rig.gateway());
            // without the load of the others, as the broker takes it alone
            awaitNoLag(rig);
            double bare = BareProducer.perSecondAwaited(
                    rig.kafka(), event(0, "offer_viewed").length(), BARE_AWAITED, SINGLE_CALLERS);
            beside("POST /event at event-service", atService, "/s", BareProducer.ONE_BY_ONE, bare);
            beside("POST /event through the gateway", throughGateway, "/s", "at event-service", atService);
        }
    }

    /** How many a second. */
    private double single(String what, IngestRig rig, URI door) {
        Requests requests = new Requests(door);
        String token = rig.client();
        IntFunction<HttpRequest> one =
                number -> requests.send("POST", "/event", token, "application/json", event(number, "offer_viewed"));
        WARM_UP.run(() -> requests.run(SINGLE_CALLERS, STEP, one).perSecond());
        Went went = requests.run(SINGLE_CALLERS, SINGLES, one);
        alone(what + ", p50", went.percentile(50), "ms");
        alone(what + ", p99", went.percentile(99), "ms");
        alone(what + ", refused", went.refused(), "count");
        return went.perSecond();
    }

    /** 1,000 events a second, from the post until journeys are told, and until the hub is asked to notify the guest. */
    public void effects() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                IngestRig rig = new IngestRig(root, lab);
                TriggersTold triggers = new TriggersTold(rig.kafka());
                NotifyingJourney journey = new NotifyingJourney(rig.place())) {
            journey.open();
            Requests requests = new Requests(rig.eventService());
            EventsAtARate load = new EventsAtARate(requests, rig.client(), triggers.toldAt(), journey.notifiedAt());
            WARM_UP.run(() -> load.run(STEP).toEffects().length);
            EventsAtARate.Went went = load.run(SINGLES);
            alone("event to trigger at 1,000/s, p50", Percentile.of(went.toTriggers(), 50), "ms");
            alone("event to trigger at 1,000/s, p99", Percentile.of(went.toTriggers(), 99), "ms");
            for (int part : List.of(50, 99)) {
                beside(
                        "event to effect at 1,000/s, p" + part,
                        Percentile.of(went.toEffects(), part),
                        "ms",
                        "event to trigger",
                        Percentile.of(went.toTriggers(), part));
            }
            Legs.read(rig.kafka()).of(went.sentAt(), journey.notifiedAt()).forEach((leg, millis) -> {
                alone(leg + ", p50", Percentile.of(millis, 50), "ms");
                alone(leg + ", p99", Percentile.of(millis, 99), "ms");
            });
            alone("events sent", went.sent(), "count");
            alone("events of which journeys were not told", (double) went.sent() - went.toTriggers().length, "count");
            alone("events without an effect", (double) went.sent() - went.toEffects().length, "count");
            alone("share of events with an effect", 100.0 * went.toEffects().length / went.sent(), "%");
        }
    }

    /** Until nothing lags and no more is stored than at the last look. */
    private static void awaitNoLag(IngestRig rig) {
        AtomicLong before = new AtomicLong(-1);
        if (!Wait.until(CATCH_UP, STEP.dividedBy(5), () -> {
            long stored = (long) rig.storedSinceStart();
            return before.getAndSet(stored) == stored && rig.lag() == 0;
        })) {
            throw new IllegalStateException("the topic lags after " + CATCH_UP);
        }
    }

    private static String batch(int number, String name) {
        return IntStream.range(0, BATCH)
                .mapToObj(index -> event(number * BATCH + index, name))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private static String event(int number, String name) {
        return "{\"userId\":\"guest-%d\",\"eventName\":\"%s\",\"eventTime\":\"%s\",\"attributes\":{\"offerId\":\"o-%d\",\"price\":{\"minor\":1999,\"currency\":\"EUR\"}}}"
                .formatted(
                        Math.floorMod(number, GUESTS), name, Clock.systemUTC().instant(), number);
    }

    private void alone(String name, double value, String unit) {
        report.add(Figure.alone(name, value, unit, SEED, commit));
    }

    private void beside(String name, double value, String unit, String peer, double peerValue) {
        report.add(Figure.beside(name, value, unit, peer, peerValue, SEED, commit));
    }
}
