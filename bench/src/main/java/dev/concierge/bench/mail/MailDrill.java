package dev.concierge.bench.mail;

import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.TopicLedger;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Mails are asked for while the pod that sends them is killed and the mail server is down for a while. Afterwards each
 * request has ended once, sent, suppressed or failed, each with its cause, and the mail server has no id twice.
 */
public final class MailDrill {
    private static final String RECEIPTS = "notification-receipts";
    private static final Duration SETTLING = Duration.ofMinutes(6);

    private final Path root;
    private final Size size;
    private final PrintStream out;

    public MailDrill(Path root, Size size, PrintStream out) {
        this.root = root;
        this.size = size;
        this.out = out;
    }

    /** @param down how long the mail server is away */
    public record Size(int requests, int perSecond, int kills, Duration down, long seed) {
        public static Size full(long seed) {
            return new Size(20_000, 150, 4, Duration.ofMinutes(1), seed);
        }

        public static Size smoke(long seed) {
            return new Size(1_500, 100, 1, Duration.ofSeconds(5), seed);
        }
    }

    /** Whether nothing was lost and nothing doubled. */
    public boolean run() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                MailRig rig = new MailRig(root, lab)) {
            Set<UUID> asked = new HashSet<>();
            Thread asking = Thread.ofPlatform().start(() -> ask(rig, asked));
            disturb(rig);
            asking.join();
            rig.flush();
            boolean all = Wait.until(
                    SETTLING,
                    Duration.ofMillis(500),
                    () -> ended(rig.kafka()).keySet().containsAll(asked));
            return judge(asked, ended(rig.kafka()), rig.postbox().received(), all);
        }
    }

    private void ask(MailRig rig, Set<UUID> asked) {
        long begin = System.nanoTime();
        for (int number = 0; number < size.requests(); number++) {
            LockSupport.parkNanos(Math.max(0, begin + number * 1_000_000_000L / size.perSecond() - System.nanoTime()));
            asked.add(rig.request(number));
        }
    }

    /** Kills at moments drawn from the seed, over the time that the requests take; the mail server goes in the middle. */
    private void disturb(MailRig rig) throws IOException, InterruptedException {
        Random random = new Random(size.seed());
        long slice = Duration.ofSeconds(size.requests() / size.perSecond()).toMillis() / (size.kills() + 1);
        for (int kill = 0; kill < size.kills(); kill++) {
            TimeUnit.MILLISECONDS.sleep(slice / 2 + random.nextLong(Math.max(1, slice / 2)));
            out.println("hub killed");
            rig.crashHub();
            if (kill == size.kills() / 2) {
                out.println("mail server away for " + size.down());
                rig.postbox().stop();
                TimeUnit.MILLISECONDS.sleep(size.down().toMillis());
                rig.postbox().start();
            }
        }
    }

    private boolean judge(Set<UUID> asked, Map<UUID, List<String>> ended, Map<UUID, List<Long>> received, boolean all) {
        Map<String, Integer> outcomes = new TreeMap<>();
        ended.values().forEach(of -> of.forEach(one -> outcomes.merge(one, 1, Integer::sum)));
        long without = asked.stream().filter(id -> !ended.containsKey(id)).count();
        long twiceEnded = ended.values().stream().filter(of -> of.size() > 1).count();
        long twiceSent = received.values().stream().filter(of -> of.size() > 1).count();
        long saidSentButNot = ended.entrySet().stream()
                .filter(one -> one.getValue().contains("sent") && !received.containsKey(one.getKey()))
                .count();
        outcomes.forEach((outcome, count) -> out.printf("%8d  %s%n", count, outcome));
        out.printf(
                "%8d  without an end%n%8d  ended twice%n%8d  mailed twice%n%8d  called sent, not received%n",
                without, twiceEnded, twiceSent, saidSentButNot);
        boolean isGood = all && without == 0 && twiceEnded == 0 && twiceSent == 0 && saidSentButNot == 0;
        out.println(isGood ? "nothing lost, nothing doubled" : "NOT as promised");
        return isGood;
    }

    /** How each request ended, from the topic of receipts: states by notification; delays are no end. */
    private static Map<UUID, List<String>> ended(String kafka) {
        Map<UUID, List<String>> ended = new HashMap<>();
        for (TopicLedger.Entry receipt :
                TopicLedger.read(Map.of("bootstrap.servers", kafka), RECEIPTS).entries()) {
            String state = receipt.type().substring("notification.".length());
            if (!state.equals("delayed")) {
                String reason = receipt.data().path("reason").asString("");
                ended.computeIfAbsent(
                                UUID.fromString(
                                        receipt.data().path("notificationId").asString()),
                                _ -> new ArrayList<>())
                        .add(reason.isEmpty() ? state : state + ": " + reason);
            }
        }
        return ended;
    }
}
