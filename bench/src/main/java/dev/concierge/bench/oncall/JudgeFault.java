package dev.concierge.bench.oncall;

import dev.concierge.bench.oncall.Pager.Notification;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Inflicts one fault, and sees which pages and tickets come of it and that they end with it. */
final class JudgeFault {
    private static final Duration LATEST = Duration.ofMinutes(2);
    /** A busy machine of two cores has taken eight minutes to start a fleet. */
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration BETWEEN_QUERIES = Duration.ofSeconds(2);
    private static final Duration HEARD = Duration.ofMinutes(2);
    /** Until an Alertmanager that has just heard of an alert has told of it: its group_wait, and some more. */
    private static final Duration TOLD = Duration.ofSeconds(10);

    private static final String TROUBLE = "up == 0 or dependency_up == 0"
            + " or ALERTS{alertname=~\"DependencyDown|DependencyDownForSome|ServiceDown|ServiceMissing|ShardAway\"}";

    private final LocalFleet fleet;
    private final Prometheus prometheus;
    private final Path rules;
    private final int alertmanager;
    private final OutageDrill.Size size;

    /**
     * @param rules of Alertmanager
     * @param alertmanager its port
     */
    JudgeFault(LocalFleet fleet, Prometheus prometheus, Path rules, int alertmanager, OutageDrill.Size size) {
        this.fleet = fleet;
        this.prometheus = prometheus;
        this.rules = rules;
        this.alertmanager = alertmanager;
        this.size = size;
    }

    /**
     * What became of one fault.
     *
     * @param page the first that named the culprit; empty if none did
     * @param seconds from the fault to that page
     * @param clearedSeconds from its end until the alert no longer fired; -1 if it went on
     * @param otherPages that came as well though inhibition had its say, or would come at Alertmanager's next turn
     * @param tickets that can wait for the morning
     * @param trouble why it could not be judged; empty if it was
     */
    record Row(
            String fault,
            String page,
            double seconds,
            double clearedSeconds,
            List<String> otherPages,
            List<String> tickets,
            String trouble) {
        static Row notJudged(Fault fault, Exception why) {
            return new Row(fault.name(), "", -1, -1, List.of(), List.of(), why.toString());
        }

        boolean passed() {
            return trouble.isEmpty()
                    && !page.isEmpty()
                    && seconds <= LATEST.toSeconds()
                    && clearedSeconds >= 0
                    && otherPages.isEmpty();
        }
    }

    /** Returns whether all run and nothing is away, before long: of two faults at once nothing can be told. */
    boolean awaitCalm() {
        return Wait.until(
                RECOVERY,
                BETWEEN_QUERIES,
                answered(() -> count("count(up == 1)") == Fleet.SERVICES.size()
                        && prometheus.query(TROUBLE).isEmpty()));
    }

    /** With an Alertmanager of its own: one that knows a group waits minutes before it tells of it again. */
    Row judge(Fault fault) throws IOException, InterruptedException {
        try (Pager pager = Pager.start(rules, fleet.home().resolve("alertmanager"), alertmanager)) {
            Set<String> before = settled(pager);
            long begin = System.nanoTime();
            endure(fault, pager, begin);
            long end = System.nanoTime();
            boolean isCleared = Wait.until(
                    RECOVERY,
                    BETWEEN_LOOKS,
                    answered(() -> pager.firing().stream().noneMatch(told -> fault.isNamedBy(told.labels()))));
            double cleared = isCleared ? seconds(end, System.nanoTime()) : -1;
            fleet.awaitReady(fault.target(), RECOVERY);
            pause(size.afterwards());
            Optional<Notification> page = page(pager, fault, begin);
            List<Notification> others = Stream.concat(
                            pager.notifications().stream().filter(told -> told.at() >= begin), pager.unheld().stream())
                    .filter(told -> !fault.isNamedBy(told.labels()) && !before.contains(told.text()))
                    .toList();
            return new Row(
                    fault.name(),
                    page.map(Notification::text).orElse(""),
                    page.map(told -> seconds(begin, told.at())).orElse(-1.0),
                    cleared,
                    texts(others.stream().filter(Notification::isPage)),
                    texts(others.stream().filter(Notification::isTicket)),
                    "");
        }
    }

    /**
     * What is told without the fault, once this Alertmanager has heard of all that fires: a symptom that outlives the
     * fault before would be told as news until it hears of what holds it back.
     */
    private Set<String> settled(Pager pager) throws InterruptedException {
        if (firing() > 0) {
            Wait.until(HEARD, BETWEEN_QUERIES, answered(() -> pager.firing().size() >= firing()));
            pause(TOLD);
        }
        return pager.unheld().stream().map(Notification::text).collect(Collectors.toSet());
    }

    /** Until it was told of, or should have been, and for as long as it is to last; it ends whatever happens. */
    private void endure(Fault fault, Pager pager, long begin) throws IOException, InterruptedException {
        Thread undo = Thread.ofPlatform().unstarted(() -> repair(fault));
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            fault.inflict(fleet);
            Wait.until(
                    LATEST.plus(size.every()),
                    BETWEEN_LOOKS,
                    () -> page(pager, fault, begin).isPresent());
            Duration left = size.atLeast().minusNanos(System.nanoTime() - begin);
            pause(left.compareTo(size.afterPage()) > 0 ? left : size.afterPage());
        } finally {
            fault.repair(fleet);
            Runtime.getRuntime().removeShutdownHook(undo);
        }
    }

    /** For a drill that is ended meanwhile: a supervisor that stays stopped cannot be told to end, either. */
    private void repair(Fault fault) {
        try {
            fault.repair(fleet);
        } catch (IOException | RuntimeException failure) {
            System.err.println("concierge: " + fault.name() + " goes on: " + failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Notification> page(Pager pager, Fault fault, long begin) {
        return pager.notifications().stream()
                .filter(told -> told.at() >= begin && told.isPage() && fault.isNamedBy(told.labels()))
                .findFirst();
    }

    private static List<String> texts(Stream<Notification> told) {
        return told.map(Notification::text).distinct().toList();
    }

    private int firing() {
        return count("count(ALERTS{alertstate=\"firing\"})");
    }

    /** 0 where there are none. */
    private int count(String expression) {
        return prometheus.query(expression).stream().mapToInt(Double::intValue).sum();
    }

    /** A machine that has no time for an answer now may have it at the next look. */
    private static BooleanSupplier answered(BooleanSupplier condition) {
        return () -> {
            try {
                return condition.getAsBoolean();
            } catch (UncheckedIOException busy) {
                return false;
            }
        };
    }

    private static double seconds(long from, long to) {
        return (to - from) / 100_000_000 / 10.0;
    }

    private static void pause(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }
}
