package dev.concierge.bench.dating;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.ImageJvm;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.KnownGuests;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.localstack.setting.Wait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Planning by itself; a crowd of 10,000 planned and stored in one step; and fifty events of twenty guests a side, a thousand
 * calls at once, whose rounds all switch at the same instants, conducted by two pods: by what is published, and by what
 * reaches a thousand guests on channels of the hub. Nobody waits for guests: they join by a statement.
 */
public final class DatingBench {
    private static final long SEED = 1;
    private static final int CROWD = 10_000;
    private static final int EVENTS = 50;
    private static final int PER_SIDE = 20;
    private static final int ROUNDS = PER_SIDE;
    private static final int ROUNDS_ON_SCREENS = 6;
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CADENCE = CALL.plus(PAUSE);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What the image gives it in a pod of the chart: 66 % of 512 MiB. */
    private static final String HEAP = "-Xmx338m";

    private final Report report;
    private final Path root;
    private final String commit;
    private final Clock clock = Clock.systemUTC();

    public DatingBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException, SQLException {
        planning();
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            lab.createTopics("users", "bookings", "notifications");
            Pod.Place place = new Pod.Place(root, lab, issuer);
            try (Pod one = Pod.start(place, Evenings.NAME, "one");
                    Pod two = Pod.start(place, Evenings.NAME, "two")) {
                one.awaitReady();
                two.awaitReady();
                try (Evenings evenings = new Evenings(lab)) {
                    crowd(evenings);
                    rounds(evenings, lab);
                    screens(evenings, place);
                }
            }
        }
    }

    private void planning() throws IOException, InterruptedException {
        List<String> command = ImageJvm.command(root, Evenings.NAME, HEAP);
        command.add("figures");
        Process figures = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(figures.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.split("\t", -1))
                    .filter(parts -> parts.length == 3)
                    .forEach(parts -> add(parts[0], Double.parseDouble(parts[1]), parts[2]));
        }
        int code = figures.waitFor();
        if (code != 0) {
            throw new IOException("the figures ended with " + code + " (expected: 0)");
        }
    }

    /** From the deadline until the calls of 500 groups are committed. */
    private void crowd(Evenings evenings) throws SQLException {
        Instant start = clock.instant().plusSeconds(5);
        evenings.plan(start, CROWD, Duration.ofMinutes(5), Duration.ofMinutes(1));
        if (!Wait.until(
                PATIENCE, Duration.ofMillis(20), () -> evenings.count("select count(*) from calls") == CROWD / 2)) {
            throw new IllegalStateException("not within " + PATIENCE);
        }
        add(
                "10,000 people planned and stored",
                Duration.between(start, clock.instant()).toMillis() / 1e3,
                "s");
        evenings.forgetAll();
    }

    private void rounds(Evenings evenings, Lab lab) throws SQLException {
        Instant start = clock.instant().plusSeconds(15);
        plan(evenings, start);
        try (RoundsHeard heard = RoundsHeard.from(lab.kafka())) {
            Instant end = start.plus(CADENCE.multipliedBy(ROUNDS)).plus(PATIENCE);
            while (heard.count() < EVENTS * ROUNDS && clock.instant().isBefore(end)) {
                evenings.join();
                heard.poll(Duration.ofMillis(300));
            }
            add("rounds that began, of " + EVENTS * ROUNDS, heard.count(), "rounds");
            double[] late = heard.millisecondsLate(start, CADENCE, _ -> true);
            add("deadline to round published, 1,000 calls at once, p50", Percentile.of(late, 50), "ms");
            add("deadline to round published, 1,000 calls at once, p99", Percentile.of(late, 99), "ms");
            double first = Percentile.of(heard.millisecondsLate(start, CADENCE, round -> round == 2), 50);
            double last = Percentile.of(heard.millisecondsLate(start, CADENCE, round -> round == ROUNDS), 50);
            add("drift from the 2nd round to the " + ROUNDS + "th, p50", last - first, "ms");
        }
        add("pairs that were called twice", evenings.count(Evenings.PAIRS_TWICE), "pairs");
        evenings.forgetAll();
    }

    /** One guest of each call looks at a screen. */
    private void screens(Evenings evenings, Pod.Place place) throws IOException, InterruptedException, SQLException {
        place.lab().emptyTopic("notifications"); // the evenings before would be told first
        try (KnownGuests guests = new KnownGuests(place.lab(), place.issuer())) {
            Map<String, String> settings = new HashMap<>(guests.settings());
            settings.put("CONCIERGE_NOTIFICATION_CHANNELS", "live"); // there is no mail server
            try (Pod hub = Pod.start(place, "notification-hub", "hub", settings).awaitReady()) {
                screens(evenings, hub, place.issuer().client("bench"));
            }
        }
        evenings.forgetAll();
    }

    private void screens(Evenings evenings, Pod hub, String token) throws InterruptedException, SQLException {
        Instant start = clock.instant().plusSeconds(45);
        plan(evenings, start);
        try (GuestScreens screens = GuestScreens.of(hub.address(), token, evenings.guestsOfFirstSides())) {
            Instant end = start.plus(CADENCE.multipliedBy(ROUNDS_ON_SCREENS)).minus(PAUSE);
            while (clock.instant().isBefore(end)) {
                evenings.join();
                screens.pause(Duration.ofMillis(300));
            }
            double[] late = screens.millisecondsLate(start, CADENCE, ROUNDS_ON_SCREENS);
            int expected = EVENTS * PER_SIDE * ROUNDS_ON_SCREENS;
            add("links that reached screens, of " + expected, late.length, "links");
            add("deadline to 1,000 screens, p50", Percentile.of(late, 50), "ms");
            add("deadline to 1,000 screens, p99", Percentile.of(late, 99), "ms");
        }
    }

    private static void plan(Evenings evenings, Instant start) throws SQLException {
        for (int i = 0; i < EVENTS; i++) {
            evenings.planWithSides(start, PER_SIDE, CALL, PAUSE);
        }
    }

    private void add(String name, double value, String unit) {
        report.add(Figure.alone(name, value, unit, SEED, commit));
    }
}
