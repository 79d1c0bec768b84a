package dev.concierge.bench.drill;

import dev.concierge.bench.lab.TopicLedger;
import dev.concierge.bench.lab.TopicLedger.Entry;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets the fleet finish what it accepted and counts, from what the client, the topics and the mail sink wrote down. */
final class Judge {
    private static final Duration SETTLING = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final LocalFleet fleet;
    private final Registrations registrations;
    private final Acts acts;
    private final Map<String, String> accepted;

    Judge(LocalFleet fleet, Registrations registrations, Acts acts) {
        this.fleet = fleet;
        this.acts = acts;
        this.registrations = registrations;
        this.accepted = registrations.accepted();
    }

    Counted count(boolean toTheEnd) {
        Wait.until(SETTLING, BETWEEN_LOOKS, () -> mailsByAddress().size() >= accepted.size());
        if (toTheEnd) {
            Wait.until(SETTLING, BETWEEN_LOOKS, () -> exited(runs()).containsAll(accepted.values()));
        }
        Map<String, List<ReceivedMail>> mails = mailsByAddress();
        TopicLedger users = TopicLedger.read(fleet.kafka(), "users");
        TopicLedger runs = runs();
        Set<String> exited = exited(runs);
        Map<String, Set<String>> runIds = new HashMap<>();
        runs.entries()
                .forEach(entry -> runIds.computeIfAbsent(entry.key(), _ -> new HashSet<>())
                        .add(runId(entry)));
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
            boolean whole = profile && runsOfGuest > 0 && mailIds > 0 && (!toTheEnd || exited.contains(userId));
            lost += whole ? 0 : 1;
            doubled += runsOfGuest > 1 || mailIds > 1 || registered.getOrDefault(userId, 0L) > 1 ? 1 : 0;
        }
        int again = mails.values().stream()
                .mapToInt(list -> list.size() - (int) mailIds(list))
                .sum();
        return new Counted(
                lost,
                doubled,
                breaksOfRuns(runs.entries()) + breaksOfUsers(users.entries()),
                acts.outcome(),
                users.wireDuplicates() + runs.wireDuplicates(),
                again);
    }

    private TopicLedger runs() {
        return TopicLedger.read(fleet.kafka(), "journeys");
    }

    private static Set<String> exited(TopicLedger runs) {
        return runs.entries().stream()
                .filter(entry -> entry.type().equals("run.exited"))
                .map(Entry::key)
                .collect(Collectors.toSet());
    }

    /** A run is entered first, exited last, and its messages are in the order of its clock. */
    private static int breaksOfRuns(List<Entry> entries) {
        int breaks = 0;
        Map<String, Entry> last = new HashMap<>();
        for (Entry entry : entries) {
            Entry before = last.put(runId(entry), entry);
            boolean first = before == null;
            if (first != begins(entry)
                    || (before != null && before.type().equals("run.exited"))
                    || (before != null && at(before).isAfter(at(entry)))) {
                breaks++;
            }
        }
        return breaks;
    }

    private static boolean begins(Entry entry) {
        return entry.data().at("/moves/0/how").asString().equals("entered");
    }

    /** Each change of a guest has a higher version than the one before, and none follows the guest's erasure. */
    private static int breaksOfUsers(List<Entry> entries) {
        int breaks = 0;
        Map<String, Long> last = new HashMap<>();
        for (Entry entry : entries) {
            long version = entry.type().equals("user.deleted")
                    ? Long.MAX_VALUE
                    : entry.data().path("version").asLong();
            Long before = last.put(entry.key(), version);
            breaks += before != null && before >= version ? 1 : 0;
        }
        return breaks;
    }

    private static String runId(Entry entry) {
        return entry.data().path("runId").asString();
    }

    private static Instant at(Entry entry) {
        return Instant.parse(entry.data().path("at").asString());
    }

    private Map<String, List<ReceivedMail>> mailsByAddress() {
        return fleet.mails().stream()
                .filter(mail -> accepted.containsKey(mail.to().getFirst()))
                .collect(Collectors.groupingBy(mail -> mail.to().getFirst()));
    }

    private static long mailIds(List<ReceivedMail> mails) {
        return mails.stream()
                .map(mail -> Objects.requireNonNullElse(mail.messageId(), mail.toString()))
                .distinct()
                .count();
    }
}
