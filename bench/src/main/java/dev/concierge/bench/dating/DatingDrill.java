package dev.concierge.bench.dating;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Events of twenty guests run while their two pods are killed and stopped in turn. Afterwards each event is finished, at
 * its time; nobody had two calls at once, no pair two calls, and everybody as many links as calls.
 */
public final class DatingDrill {
    private static final int ROUNDS = Evenings.GROUP - 1;
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FROZEN = Duration.ofSeconds(4);
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration PUBLISHING = Duration.ofMinutes(1);

    private final Path root;
    private final Size size;
    private final PrintStream out;
    private final Clock clock = Clock.systemUTC();

    public DatingDrill(Path root, Size size, PrintStream out) {
        this.root = root;
        this.size = size;
        this.out = out;
    }

    public record Size(int events, long seed) {
        public static Size full(long seed) {
            return new Size(200, seed);
        }

        public static Size smoke(long seed) {
            return new Size(20, seed);
        }
    }

    /** Whether all is as promised. */
    public boolean run() throws IOException, InterruptedException, SQLException {
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            lab.createTopics("users", "notifications");
            try (Pod one = Pod.start(root, lab, issuer, "one");
                    Pod two = Pod.start(root, lab, issuer, "two");
                    Evenings evenings = begun(lab, one, two)) {
                Instant start = clock.instant().plusSeconds(10);
                for (int event = 0; event < size.events(); event++) {
                    evenings.plan(start, Evenings.GROUP, CALL, PAUSE);
                }
                Instant end = start.plus(CALL.plus(PAUSE).multipliedBy(ROUNDS));
                AtomicBoolean over = new AtomicBoolean();
                Thread disturbing = Thread.ofPlatform().start(() -> disturb(one, two, over));
                while (clock.instant().isBefore(end.plus(SETTLING)) && unfinished(evenings) > 0) {
                    evenings.join();
                    TimeUnit.MILLISECONDS.sleep(300);
                }
                over.set(true);
                disturbing.join();
                return judge(evenings, lab, end.plusSeconds(1));
            }
        }
    }

    private static Evenings begun(Lab lab, Pod one, Pod two) throws IOException, InterruptedException, SQLException {
        one.awaitReady();
        two.awaitReady();
        return new Evenings(lab);
    }

    /** Every few seconds, one pod after the other, so that there is always one. */
    private void disturb(Pod one, Pod two, AtomicBoolean over) {
        Random random = new Random(size.seed());
        Pod next = one;
        try {
            while (!over.get()) {
                TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(4_000));
                if (random.nextInt(3) == 0) {
                    out.println("a pod stopped for " + FROZEN);
                    next.freeze(FROZEN);
                } else {
                    out.println("a pod killed");
                    next.crash();
                }
                next = next == one ? two : one;
            }
        } catch (IOException e) {
            out.println("the pods are not disturbed any more: " + e.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static double unfinished(Evenings evenings) {
        return evenings.count("select count(*) from dating_events where state_id <> 4");
    }

    private boolean judge(Evenings evenings, Lab lab, Instant end) {
        double unfinished = unfinished(evenings);
        double twice = evenings.count(Evenings.PAIRS_TWICE);
        double atOnce = evenings.count("""
                select count(*) from (select 1 from (select event_id, round, one as guest from calls
                    union all select event_id, round, other from calls) seats
                    group by event_id, round, guest having count(*) > 1) doubled
                """);
        double calls = evenings.count("select count(*) from calls");
        double late = evenings.count("select coalesce(max(extract(epoch from saved_at)), 0) from event_statistics")
                - end.toEpochMilli() / 1e3;
        Wait.until(PUBLISHING, () -> evenings.count(Evenings.OUTBOX) == 0);
        double unsent = Links.sent(lab.kafka()) - 2 * calls;
        out.printf(
                "%8.0f  calls of %d%n%8.0f  events unfinished%n%8.0f  pairs called twice%n%8.0f  guests in two calls at once%n"
                        + "%8.0f  links more than seats in calls%n%8.1f  seconds from the planned end to the last results%n",
                calls, size.events() * ROUNDS * Evenings.GROUP / 2, unfinished, twice, atOnce, unsent, late);
        boolean isGood = unfinished == 0
                && twice == 0
                && atOnce == 0
                && unsent == 0
                && calls == (double) size.events() * ROUNDS * Evenings.GROUP / 2;
        out.println(isGood ? "nothing lost, nothing doubled" : "NOT as promised");
        return isGood;
    }
}
