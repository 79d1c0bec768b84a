package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.bench.lab.WholeTopic;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guests come in and act while the two pods each of event-service and journey-service are killed and stopped for longer
 * than their leases, and broker and Postgres restart. Counted from what the broker acknowledged and from the topics:
 * nobody lost, nobody told twice, each guest's story in order, and no timer ahead of what was accepted before it.
 */
public final class JourneyDrill {
    private static final String JOURNEY = "bench-drill";
    private static final Duration TIMER = Duration.ofSeconds(3);
    private static final String DEFINITION = """
            {"journeyId": "bench-drill", "name": "Drill", "entry": {"on": "drill_entered"}, "start": "tell", "nodes": {
              "tell": {"type": "notification", "channels": ["live"], "category": "transactional",
                       "content": {"subject": "Hello", "text": "Good to see you."}, "next": "rest"},
              "rest": {"type": "timer", "delay": "PT3S", "next": "ask"},
              "ask": {"type": "condition", "when": {"type": "event", "event": "drill_acted"},
                      "next": {"yes": "acted", "no": "quiet", "unknown": "quiet"}},
              "acted": {"type": "exit", "reason": "acted"},
              "quiet": {"type": "exit", "reason": "quiet"}}}
            """;
    /** Longer than the leases of relays and consumers. */
    private static final Duration FROZEN = Duration.ofSeconds(8);

    private static final Duration SETTLING = Duration.ofMinutes(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path root;
    private final Size size;
    private final PrintStream out;
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger freezes = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();

    public JourneyDrill(Path root, Size size, PrintStream out) {
        this.root = root;
        this.size = size;
        this.out = out;
    }

    /** @param perSecond events; every second guest acts, so two of three let somebody in */
    public record Size(long seed, int perSecond, Duration length) {
        public static Size full(long seed) {
            return new Size(seed, 1_000, Duration.ofMinutes(10));
        }

        public static Size smoke(long seed) {
            return new Size(seed, 100, Duration.ofMinutes(1));
        }
    }

    /** Whether all is as promised. */
    public boolean run() throws IOException, InterruptedException, SQLException {
        long start = System.nanoTime();
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            lab.createTopics("users", "segments", "bookings", "date-events", "experiences", "notification-receipts");
            Pod.Place place = new Pod.Place(root, lab, issuer);
            try (Pod event = Pod.start(place, "event-service", "event-one");
                    Pod journey = Pod.start(place, "journey-service", "journey-one")) {
                event.awaitReady();
                journey.awaitReady();
                try (Pod otherEvent = Pod.start(place, "event-service", "event-two");
                        Pod otherJourney = Pod.start(place, "journey-service", "journey-two");
                        Operator operator = new Operator(journey, issuer)) {
                    otherEvent.awaitReady();
                    otherJourney.awaitReady();
                    operator.publish(JOURNEY, DEFINITION);
                    operator.awaitLive(JOURNEY);
                    Told told = tell(lab, List.of(event, otherEvent), List.of(journey, otherJourney));
                    settle(lab, told.entered().size());
                    return judge(lab, told, (System.nanoTime() - start) / 1_000_000_000);
                }
            }
        }
    }

    /** What the broker acknowledged, and when. */
    private record Told(Map<String, Instant> entered, Map<String, Instant> acted) {}

    private Told tell(Lab lab, List<Pod> events, List<Pod> journeys) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Random seeds = new Random(size.seed());
        List<Thread> faults = List.of(
                disturbing(events, new Random(seeds.nextLong()), over),
                disturbing(journeys, new Random(seeds.nextLong()), over),
                restarting(lab, new Random(seeds.nextLong()), over));
        try (CapturedEvents captured = new CapturedEvents(lab.kafka())) {
            long guests = size.length().toSeconds() * size.perSecond() * 2 / 3;
            int lead = size.perSecond() / 2; // so that acts come while the guest waits
            long start = System.nanoTime();
            for (int guest = 0; guest < guests; guest++) {
                long due = start + guest * TimeUnit.SECONDS.toNanos(3) / (2L * size.perSecond());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                captured.send("guest-" + guest, "drill_entered");
                if (guest % 2 == 0 && guest >= lead) {
                    captured.send("guest-" + (guest - lead), "drill_acted");
                }
            }
            over.set(true);
            for (Thread fault : faults) {
                fault.join();
            }
            captured.flush();
            return new Told(captured.acknowledged("drill_entered"), captured.acknowledged("drill_acted"));
        }
    }

    /** One pod after the other, so that there is always one. */
    private Thread disturbing(List<Pod> pods, Random random, AtomicBoolean over) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int turn = 0; !over.get(); turn++) {
                    TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(3_000));
                    Pod pod = pods.get(turn % pods.size());
                    if (random.nextInt(3) == 0) {
                        freezes.incrementAndGet();
                        pod.server().freeze(FROZEN);
                    } else {
                        kills.incrementAndGet();
                        pod.server().crash();
                    }
                }
            } catch (IOException gone) {
                out.println("the pods are not disturbed any more: " + gone.getMessage());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Thread restarting(Lab lab, Random random, AtomicBoolean over) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                while (!over.get()) {
                    TimeUnit.MILLISECONDS.sleep(15_000 + random.nextInt(10_000));
                    if (restarts.incrementAndGet() % 2 == 1) {
                        lab.crashKafka(Duration.ofSeconds(2));
                    } else {
                        lab.restartPostgres();
                    }
                }
            } catch (IOException gone) {
                out.println("broker and database are not restarted any more: " + gone.getMessage());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void settle(Lab lab, int runs) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        lab.databaseUrl("journey_service"), lab.databaseUser(), lab.databasePassword());
                Statement statement = database.createStatement()) {
            Wait.until(
                    SETTLING,
                    BETWEEN_LOOKS,
                    () -> count(statement, "SELECT count(*) FROM ended_runs") >= runs
                            && count(statement, "SELECT count(*) FROM platform.outbox") == 0);
        }
    }

    private static long count(Statement statement, String sql) {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException away) {
            return -1;
        }
    }

    /** What the topics say of one guest. */
    private static final class Story {
        private final Set<String> waits = new HashSet<>();
        private final Set<String> exits = new HashSet<>();
        private final Set<String> notifications = new HashSet<>();
        private String reason = "";
        private Instant timerDue = Instant.MAX;
        private boolean inOrder = true;
    }

    private boolean judge(Lab lab, Told told, long seconds) {
        Map<String, Story> stories = new HashMap<>();
        AtomicInteger twiceOnTheWire = new AtomicInteger();
        Map<String, Object> kafka = Map.of("bootstrap.servers", lab.kafka());
        WholeTopic.read(kafka, "journeys", record -> {
            String type = header(record.headers().lastHeader("ce_type").value());
            String id = header(record.headers().lastHeader("ce_id").value());
            JsonNode data = JSON.readTree(record.value());
            Story story = stories.computeIfAbsent(record.key(), _ -> new Story());
            boolean first = (type.equals("run.exited") ? story.exits : story.waits).add(id);
            twiceOnTheWire.addAndGet(first ? 0 : 1);
            if (type.equals("run.exited")) {
                story.inOrder &= !story.waits.isEmpty();
                story.reason = data.path("reason").asString();
            } else {
                story.inOrder &= story.exits.isEmpty() || !first;
                story.timerDue = Instant.parse(data.path("at").asString()).plus(TIMER);
            }
        });
        WholeTopic.read(kafka, "notifications", record -> {
            String id = header(record.headers().lastHeader("ce_id").value());
            boolean first = stories.computeIfAbsent(record.key(), _ -> new Story())
                    .notifications
                    .add(id);
            twiceOnTheWire.addAndGet(first ? 0 : 1);
        });
        Story none = new Story();
        long lost = told.entered().keySet().stream()
                .map(guest -> stories.getOrDefault(guest, none))
                .filter(story -> story.exits.isEmpty() || story.notifications.isEmpty())
                .count();
        long doubled = stories.values().stream()
                .filter(story -> story.exits.size() > 1 || story.waits.size() > 1 || story.notifications.size() > 1)
                .count();
        long swapped = stories.values().stream().filter(story -> !story.inOrder).count();
        List<Story> actedInTime = told.acted().entrySet().stream()
                .filter(act -> act.getValue().isBefore(stories.getOrDefault(act.getKey(), none).timerDue))
                .map(act -> stories.getOrDefault(act.getKey(), none))
                .toList();
        long overtaken = actedInTime.stream()
                .filter(story -> story.reason.equals("quiet"))
                .count();
        out.println(JSON.writeValueAsString(new Verdict(
                "journeys",
                size.seed(),
                told.entered().size() + told.acted().size(),
                told.entered().size(),
                kills.get(),
                freezes.get(),
                restarts.get(),
                lost,
                doubled,
                swapped,
                actedInTime.size(),
                overtaken,
                twiceOnTheWire.get(),
                seconds)));
        return lost == 0 && doubled == 0 && swapped == 0 && overtaken == 0 && actedInTime.size() > 0;
    }

    /**
     * @param events that the broker acknowledged, of which {@code entered} let somebody in
     * @param restarts of the broker and of Postgres in turn
     * @param overtaken who acted in time and left as if not
     * @param twiceOnTheWire the same message in two records, which consumers recognise
     */
    private record Verdict(
            String drill,
            long seed,
            int events,
            int entered,
            int kills,
            int freezes,
            int restarts,
            long lost,
            long doubled,
            long orderBreaks,
            int actedInTime,
            long overtaken,
            int twiceOnTheWire,
            long seconds) {}

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
