package dev.concierge.bench.dating;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.bench.lab.TopicLedger;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Events of twenty guests run while their two pods are killed and stopped in turn. Afterwards each event is finished, at
 * its time; nobody had two calls at once, no pair two calls, and everybody as many links as calls.
 */
public final class DatingDrill {
    private static final int ROUNDS = Evenings.GROUP - 1;
    private static final Duration FROZEN = Duration.ofSeconds(4);
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration PUBLISHING = Duration.ofMinutes(1);
    /** Seconds from when an event's results were due, with what it was put off, until they are there. */
    private static final double LATEST = 4;

    private final Path root;
    private final Size size;
    private final PrintStream out;
    private final Clock clock = Clock.systemUTC();
    /** By the thread that disturbs, read once that has ended. */
    private int killed;

    private int frozen;

    public DatingDrill(Path root, Size size, PrintStream out) {
        this.root = root;
        this.size = size;
        this.out = out;
    }

    public record Size(int events, Duration call, Duration pause, long seed) {
        public static Size full(long seed) {
            return new Size(200, Duration.ofSeconds(10), Duration.ofSeconds(2), seed);
        }

        /** Two minutes of rounds. */
        public static Size smoke(long seed) {
            return new Size(20, Duration.ofSeconds(5), Duration.ofSeconds(1), seed);
        }

        Duration rounds() {
            return call.plus(pause).multipliedBy(ROUNDS);
        }
    }

    /** Whether all is as promised. */
    public boolean run() throws IOException, InterruptedException, SQLException {
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            lab.createTopics("users", "bookings", "notifications");
            Pod.Place place = new Pod.Place(root, lab, issuer);
            try (Pod one = Pod.start(place, Evenings.NAME, "one");
                    Pod two = Pod.start(place, Evenings.NAME, "two");
                    Evenings evenings = begun(lab, one, two)) {
                Instant start = clock.instant().plusSeconds(10);
                for (int event = 0; event < size.events(); event++) {
                    evenings.plan(start, Evenings.GROUP, size.call(), size.pause());
                }
                Instant end = start.plus(size.rounds());
                AtomicBoolean over = new AtomicBoolean();
                Thread disturbing = Thread.ofPlatform().start(() -> disturb(one, two, over));
                while (clock.instant().isBefore(end.plus(SETTLING)) && unfinished(evenings) > 0) {
                    evenings.join();
                    TimeUnit.MILLISECONDS.sleep(300);
                }
                over.set(true);
                disturbing.join();
                return judge(evenings, lab);
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
                    frozen++;
                    next.server().freeze(FROZEN);
                } else {
                    killed++;
                    next.server().crash();
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

    private boolean judge(Evenings evenings, Lab lab) {
        double unfinished = unfinished(evenings);
        double twice = evenings.count(Evenings.PAIRS_TWICE);
        double atOnce = evenings.count("""
                select count(*) from (select 1 from (select event_id, round, one as guest from calls
                    union all select event_id, round, other from calls) seats
                    group by event_id, round, guest having count(*) > 1) doubled
                """);
        double calls = evenings.count("select count(*) from calls");
        double putOff = evenings.count("select coalesce(max(shift_millis), 0) / 1e3 from dating_events");
        // each by its own schedule: rounds, the choices' second, and what outages have put it off by
        double late = evenings.count("""
                select coalesce(max(extract(epoch from saved_at - start_dttm) - shift_millis / 1e3
                    - round * (call_seconds + pause_seconds) - choice_seconds), 0)
                from dating_events join event_statistics on event_id = id
                """);
        double silent = evenings.count("""
                select count(*) from registrations where not exists (
                    select from calls where calls.event_id = registrations.event_id and user_id in (one, other))
                """);
        Wait.until(PUBLISHING, () -> evenings.count(Evenings.OUTBOX) == 0);
        TopicLedger links = TopicLedger.read(
                Map.of("bootstrap.servers", lab.kafka()),
                "notifications",
                _ -> true,
                request -> request.path("data").path("kind").asString("").equals("invite_to_meeting"));
        double unsent = links.entries().size() - 2 * calls;
        out.printf(
                "%8d  the seed%n%8d  pods killed%n%8d  pods stopped for %ss%n%8.0f  calls of %d%n%8.0f  events unfinished%n"
                        + "%8.0f  pairs called twice%n%8.0f  guests in two calls at once%n%8.0f  guests without a call%n"
                        + "%8.0f  links more than seats in calls%n%8d  of them published twice, under one id%n%8.1f  seconds that an event was put off at most%n"
                        + "%8.1f  seconds from an event's end to its results at most, of %s%n",
                size.seed(),
                killed,
                frozen,
                FROZEN.toSeconds(),
                calls,
                size.events() * ROUNDS * Evenings.GROUP / 2,
                unfinished,
                twice,
                atOnce,
                silent,
                unsent,
                links.wireDuplicates(),
                putOff,
                late,
                LATEST);
        boolean isGood = unfinished == 0
                && twice == 0
                && atOnce == 0
                && unsent == 0
                && silent == 0
                && late <= LATEST
                && calls == (double) size.events() * ROUNDS * Evenings.GROUP / 2;
        out.println(isGood ? "nothing lost, nothing doubled" : "NOT as promised");
        return isGood;
    }
}
