package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients tell of events, repeat some and err in some, while event-service and the broker are killed and Postgres is
 * restarted again and again. Afterwards the history holds each event that was accepted once and in its guest's order,
 * journeys were told once of each that triggers one, and the ledger holds exactly what the topics do: as many repeated as
 * records on {@code events} were not stored, as many refused and turned away as {@code event-losses} says. Neither is less
 * than clients were answered, nor more than they tried. Then every topic is read again from its begin, which must change
 * nothing.
 */
public final class IngestDrill {
    private static final int CLIENTS = 4;
    /** Every third kill meets the broker, of the others every fourth Postgres and the rest event-service. */
    private static final int BROKER_EVERY = 3;

    private static final int POSTGRES_EVERY = 6;
    private static final int POSTGRES_AT = 2;
    private static final String INVALID = "invalid-input";
    private static final Duration BROKER_DOWN = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final Path root;
    private final Size size;
    private final boolean json;
    private final PrintStream out;
    private final Random random;
    private int kills;

    public IngestDrill(Path root, Size size, boolean json, PrintStream out) {
        this.root = root;
        this.size = size;
        this.json = json;
        this.out = out;
        this.random = new Random(size.seed);
    }

    /**
     * @param events of all clients together
     * @param shortest between two kills, from when what was killed serves again: a process that starts on a busy machine
     *     takes longer for that than it would live at this pace, and takes next to nothing in while it is new
     */
    public record Size(long seed, int events, Duration shortest, Duration longest) {
        public static Size full(long seed) {
            return new Size(seed, 1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(30));
        }

        public static Size smoke(long seed) {
            return new Size(seed, 20_000, Duration.ofSeconds(2), Duration.ofSeconds(8));
        }
    }

    /**
     * What it found, printed as its last line.
     *
     * @param triggered accepted events of which journeys are to be told
     * @param toldTwice events of which journeys were told by more than one message
     * @param standTwice messages that a killed relay left on the topic twice, and that take effect once
     * @param replayed messages that were read again from the begin of every topic
     * @param effectsOfReplay events stored, journeys told and losses counted because of that
     * @param retries requests that were sent again as no answer came, or 429 or 503
     */
    record Verdict(
            String drill,
            long seed,
            long accepted,
            long stored,
            long lost,
            long doubled,
            long outOfOrder,
            Counted refused,
            Counted repeated,
            Counted turnedAway,
            long triggered,
            long told,
            long toldTwice,
            long standTwice,
            long replayed,
            long effectsOfReplay,
            long retries,
            int kills,
            double seconds) {
        boolean passed() {
            return lost == 0
                    && doubled == 0
                    && outOfOrder == 0
                    && refused.isExact()
                    && repeated.isExact()
                    && turnedAway.isExact()
                    && told == triggered
                    && toldTwice == 0
                    && effectsOfReplay == 0;
        }
    }

    /**
     * @param answered to clients
     * @param counted by the ledger
     * @param onTopic what it has to be, by the records of the topics
     * @param tried by clients, answered or not
     */
    record Counted(long answered, long counted, long onTopic, long tried) {
        boolean isExact() {
            return counted == onTopic && answered <= counted && counted <= tried;
        }
    }

    /** Returns whether nothing was lost, doubled, swapped or counted wrongly. */
    public boolean run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (Lab lab = new Lab();
                IngestRig rig = new IngestRig(root, lab);
                TriggersTold journeys = new TriggersTold(rig.kafka())) {
            journeys.arm();
            List<TellingClient> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                clients.add(new TellingClient(
                        rig.gateway(), rig.client("client-" + number), number, size.events / CLIENTS, size.seed));
            }
            List<Thread> telling = clients.stream()
                    .map(client -> Thread.ofPlatform().daemon().start(client::run))
                    .toList();
            while (telling.stream().anyMatch(Thread::isAlive)) {
                inflict(rig, telling);
            }
            long accepted = clients.stream().mapToLong(TellingClient::accepted).sum();
            say(kills + " kills, " + accepted + " events accepted; settling");
            boolean _ = Wait.until(SETTLING, Duration.ofSeconds(1), () -> rig.stored() == accepted && rig.lag() == 0);
            long stored = rig.stored();
            OnTopics topics = new OnTopics(rig.kafka());
            long captured = topics.captured();
            boolean _ = Wait.until(
                    SETTLING,
                    Duration.ofSeconds(2),
                    () -> rig.lost("repeated") == captured - stored
                            && topics.refused().entrySet().stream()
                                    .allMatch(reason -> rig.lost(reason.getKey()) == reason.getValue()));
            Map<String, Long> refusals = topics.refused();
            long triggered =
                    clients.stream().mapToLong(TellingClient::triggering).sum();
            boolean _ = Wait.until(SETTLING, Duration.ofSeconds(1), () -> journeys.told() >= triggered);
            // before all is read again, which is judged by itself
            Counted refused = new Counted(
                    clients.stream().mapToLong(TellingClient::refused).sum(),
                    rig.lost(INVALID),
                    refusals.getOrDefault(INVALID, 0L),
                    clients.stream().mapToLong(TellingClient::refusalsTried).sum());
            Counted repeated = new Counted(
                    clients.stream().mapToLong(TellingClient::repeated).sum(),
                    rig.lost("repeated"),
                    captured - stored,
                    clients.stream().mapToLong(TellingClient::repeatsTried).sum());
            refusals.remove(INVALID);
            Counted turnedAway = new Counted(
                    0,
                    refusals.keySet().stream().mapToLong(rig::lost).sum(),
                    refusals.values().stream().mapToLong(Long::longValue).sum(),
                    clients.stream().mapToLong(TellingClient::turnedAway).sum());
            long told = journeys.told();
            long toldTwice = journeys.toldTwice();
            long standTwice = journeys.repeated();
            Replay replay = replay(rig, journeys);
            Verdict verdict = new Verdict(
                    "ingest",
                    size.seed,
                    accepted,
                    stored,
                    accepted - stored,
                    rig.doubled(),
                    rig.outOfOrder(),
                    refused,
                    repeated,
                    turnedAway,
                    triggered,
                    told,
                    toldTwice,
                    standTwice,
                    replay.messages,
                    replay.effects,
                    clients.stream().mapToLong(TellingClient::retries).sum(),
                    kills,
                    (System.nanoTime() - start) / 100_000_000 / 10.0);
            out.println(JsonMapper.builder().build().writeValueAsString(verdict));
            return verdict.passed();
        }
    }

    /** @param effects events stored, journeys told and losses counted meanwhile */
    private record Replay(long messages, long effects) {}

    private Replay replay(IngestRig rig, TriggersTold journeys) throws IOException, InterruptedException {
        long before = effects(rig, journeys);
        long read = rig.read();
        say("reading " + read + " messages again");
        rig.replay();
        if (!Wait.until(SETTLING, Duration.ofSeconds(1), () -> rig.read() >= read)) {
            throw new IllegalStateException(rig.read() + " of " + read + " messages were read again");
        }
        Instant applied = Clock.systemUTC().instant();
        if (!Wait.until(SETTLING, Duration.ofSeconds(1), () -> journeys.isToldUpTo(applied))) {
            throw new IllegalStateException("journeys were not told of the end within " + SETTLING);
        }
        return new Replay(read, effects(rig, journeys) - before);
    }

    private static long effects(IngestRig rig, TriggersTold journeys) {
        return rig.stored() + journeys.messages() + rig.lost();
    }

    private void inflict(IngestRig rig, List<Thread> telling) throws IOException, InterruptedException {
        long pause = random.nextLong(size.shortest.toMillis(), size.longest.toMillis());
        TimeUnit.MILLISECONDS.sleep(pause);
        if (telling.stream().noneMatch(Thread::isAlive)) {
            return;
        }
        kills++;
        if (kills % BROKER_EVERY == 0) {
            say("the broker killed");
            rig.crashKafka(BROKER_DOWN);
        } else if (kills % POSTGRES_EVERY == POSTGRES_AT) {
            say("Postgres restarted");
            rig.restartPostgres();
        } else {
            say("event-service killed");
            rig.crash();
        }
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
