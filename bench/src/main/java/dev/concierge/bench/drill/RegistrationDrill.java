package dev.concierge.bench.drill;

import dev.concierge.bench.drill.TopicLedger.Entry;
import dev.concierge.bench.fleet.LocalFleet;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guests register at a steady rate while services, broker, cache and database fail. Afterwards every accepted guest
 * has one profile, one run and one mail id, and no guest's story is out of order.
 */
public final class RegistrationDrill {
    private static final Duration SETTLING = Duration.ofMinutes(4);

    private final Path root;
    private final Plan plan;
    private final boolean json;
    private final PrintStream out;

    public RegistrationDrill(Path root, Plan plan, boolean json, PrintStream out) {
        this.root = root;
        this.plan = plan;
        this.json = json;
        this.out = out;
    }

    /** Returns whether nothing was lost, doubled or swapped. */
    public boolean run() throws IOException, InterruptedException {
        Path home = root.resolve(".concierge").resolve("drill");
        try (LocalFleet fleet = new LocalFleet(root, home, plan.portBase())) {
            say("starting a fleet of its own on ports from " + plan.portBase());
            fleet.start();
            return run(fleet, home.resolve("ledger-" + plan.seed() + ".jsonl"));
        }
    }

    /** The same against a fleet that runs already; {@code ledger} is written anew. */
    public boolean run(LocalFleet fleet, Path ledger) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Registrations registrations = new Registrations(fleet, "seed" + plan.seed(), ledger);
        Faults faults = new Faults(fleet, plan.seed());
        Thread client = Thread.ofPlatform()
                .name("registrations")
                .start(() -> registrations.run(plan.guests(), plan.perSecond()));
        plan.faults().inflict(faults);
        client.join();
        say("faults are over, " + registrations.accepted().size() + " guests accepted; settling");
        Verdict verdict = judge(fleet, registrations, faults, start);
        say("recoveries in seconds: " + verdict.recoverySeconds());
        out.println(JsonMapper.builder().build().writeValueAsString(verdict));
        return verdict.passed(plan.guests());
    }

    private Verdict judge(LocalFleet fleet, Registrations registrations, Faults faults, long start) {
        Map<String, String> accepted = registrations.accepted();
        awaitMails(fleet, accepted.keySet());
        Map<String, List<ReceivedMail>> mails = mailsByAddress(fleet, accepted.keySet());
        TopicLedger users = TopicLedger.read(fleet.kafka(), "users");
        TopicLedger runs = TopicLedger.read(fleet.kafka(), "journeys");
        Map<String, Set<String>> runIds = new HashMap<>();
        runs.entries()
                .forEach(entry -> runIds.computeIfAbsent(entry.key(), _ -> new HashSet<>())
                        .add(entry.data().path("runId").asString()));
        Map<String, Long> registered = users.entries().stream()
                .filter(entry -> entry.type().equals("user.registered"))
                .collect(Collectors.groupingBy(Entry::key, Collectors.counting()));
        int lost = 0;
        int doubled = 0;
        for (Map.Entry<String, String> guest : accepted.entrySet()) {
            String userId = guest.getValue();
            int runsOfGuest = runIds.getOrDefault(userId, Set.of()).size();
            long mailIds = mailIds(mails.getOrDefault(guest.getKey(), List.of()));
            boolean profile = registrations.get("/profiles/" + userId).statusCode() == 200;
            lost += profile && runsOfGuest > 0 && mailIds > 0 ? 0 : 1;
            doubled += runsOfGuest > 1 || mailIds > 1 || registered.getOrDefault(userId, 0L) > 1 ? 1 : 0;
        }
        int again = mails.values().stream()
                .mapToInt(list -> list.size() - (int) mailIds(list))
                .sum();
        return new Verdict(
                "registration",
                plan.seed(),
                accepted.size(),
                faults.kills(),
                lost,
                doubled,
                orderBreaks(runs.entries()),
                users.wireDuplicates() + runs.wireDuplicates(),
                again,
                faults.recoverySeconds(),
                (System.nanoTime() - start) / 100_000_000 / 10.0);
    }

    /** A run is entered first, exited last, and its messages are in the order of its clock. */
    private static int orderBreaks(List<Entry> entries) {
        int breaks = 0;
        Map<String, Entry> last = new HashMap<>();
        for (Entry entry : entries) {
            Entry before = last.put(entry.data().path("runId").asString(), entry);
            boolean first = before == null;
            if (first != entry.type().equals("run.entered")
                    || (before != null && before.type().equals("run.exited"))
                    || (before != null && at(before).compareTo(at(entry)) > 0)) {
                breaks++;
            }
        }
        return breaks;
    }

    private static java.time.Instant at(Entry entry) {
        return java.time.Instant.parse(entry.data().path("at").asString());
    }

    private static void awaitMails(LocalFleet fleet, Collection<String> addresses) {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (mailsByAddress(fleet, addresses).size() < addresses.size() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static Map<String, List<ReceivedMail>> mailsByAddress(LocalFleet fleet, Collection<String> addresses) {
        return fleet.mails().stream()
                .filter(mail -> addresses.contains(mail.to().getFirst()))
                .collect(Collectors.groupingBy(mail -> mail.to().getFirst()));
    }

    private static long mailIds(List<ReceivedMail> mails) {
        return mails.stream()
                .map(mail -> Objects.requireNonNullElse(mail.messageId(), mail.toString()))
                .distinct()
                .count();
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    /** What happens to the fleet while the guests register. */
    @FunctionalInterface
    interface Inflicted {
        void inflict(Faults faults) throws IOException, InterruptedException;
    }

    /**
     * How large a drill is.
     *
     * @param perSecond registrations begun in each second
     */
    public record Plan(long seed, int guests, double perSecond, int portBase, Inflicted faults) {
        /** Every service killed, the broker away for 20 s, Redis killed and hung for 30 s, Postgres restarted. */
        public static Plan full(long seed) {
            return new Plan(seed, 2_000, 10, 23_000, faults -> {
                faults.killServices(Duration.ofSeconds(10));
                faults.keepDown("kafka", Duration.ofSeconds(20));
                faults.kill("redis");
                faults.hang("redis", Duration.ofSeconds(30));
                faults.restart("postgres");
            });
        }

        /** Two services killed and the broker killed once, in about a minute. */
        public static Plan smoke(long seed) {
            return new Plan(seed, 200, 10, 24_000, faults -> {
                faults.kill("journey-service");
                faults.kill("notification-hub");
                faults.kill("kafka");
            });
        }
    }
}
