package dev.concierge.bench.drill;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.live.Followers;
import dev.concierge.bench.live.Hub;
import dev.concierge.bench.live.NumberedPosts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers are posted to two pods of the hub while these and the broker are killed in turn and then restarted one after
 * the other; subscribers of both come back by themselves. Afterwards each has seen every number of its topic once, at
 * offsets that only grew. Redis takes no part: of the hub, only the delivery of notifications asks it, for contacts;
 * sockets, fan-out and history do not.
 */
public final class LiveDrill {
    private static final String BUSINESS = "b1";
    private static final int TOPICS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private final Path root;
    private final Plan plan;
    private final boolean json;
    private final PrintStream out;
    private final Random random;
    private int kills;

    public LiveDrill(Path root, Plan plan, boolean json, PrintStream out) {
        this.root = root;
        this.plan = plan;
        this.json = json;
        this.out = out;
        this.random = new Random(plan.seed);
    }

    /**
     * @param numbers that are posted
     * @param subscribers of each pod
     * @param brokerDown how long the broker is away after it was killed
     * @param rolling whether the pods are restarted one after the other at the end
     */
    public record Plan(
            long seed, int numbers, double perSecond, int subscribers, Duration brokerDown, boolean rolling) {
        public static Plan full(long seed) {
            return new Plan(seed, 20_000, 200, 200, Duration.ofSeconds(10), true);
        }

        /** In about half a minute. */
        public static Plan smoke(long seed) {
            return new Plan(seed, 2_000, 100, 40, Duration.ofSeconds(1), false);
        }
    }

    /**
     * What it found, printed as its last line.
     *
     * @param breaks how often a subscriber was cut off
     * @param gaps how often one was told that not all it missed can be told
     * @param swapped offsets that were not above the one before
     */
    record Verdict(
            String drill,
            long seed,
            int numbers,
            int accepted,
            int retries,
            int subscribers,
            int kills,
            int breaks,
            int gaps,
            int lost,
            int doubled,
            int swapped,
            double seconds) {
        boolean passed() {
            return accepted == numbers && gaps == 0 && lost == 0 && doubled == 0 && swapped == 0;
        }
    }

    /** Returns whether nothing was lost, doubled or swapped. */
    public boolean run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            Hub.createTopicsOfOthers(lab);
            say("starting two pods");
            try (Hub one = Hub.start(root, lab, issuer, "one");
                    Hub other = Hub.start(root, lab, issuer, "other");
                    Followers followers = new Followers()) {
                for (Hub hub : List.of(one, other)) {
                    followers.add(plan.subscribers, hub.port(), path(issuer), at -> topic(at % TOPICS));
                }
                NumberedPosts posts = new NumberedPosts(
                        List.of(one.address(), other.address()),
                        issuer.client("poster", "notifications:write"),
                        BUSINESS,
                        TOPICS);
                Thread posting = Thread.ofPlatform()
                        .daemon() // a drill that fails must not go on posting
                        .start(() -> posts.run(plan.numbers, plan.perSecond));
                inflict(lab, one, other);
                posting.join();
                say("faults are over, " + posts.accepted() + " numbers accepted; settling");
                followers.awaitJoined(SETTLING);
                followers.awaitSeen(plan.numbers / TOPICS, SETTLING);
                return judge(posts, followers, (System.nanoTime() - start) / 100_000_000 / 10.0);
            }
        }
    }

    private boolean judge(NumberedPosts posts, Followers followers, double seconds) {
        Verdict verdict = new Verdict(
                "live",
                plan.seed,
                plan.numbers,
                posts.accepted(),
                posts.retries(),
                2 * plan.subscribers,
                kills,
                followers.breaks(),
                followers.gaps(),
                followers.lost(plan.numbers / TOPICS),
                followers.doubled(),
                followers.swapped(),
                seconds);
        out.println(JsonMapper.builder().build().writeValueAsString(verdict));
        return verdict.passed();
    }

    private void inflict(Lab lab, Hub one, Hub other) throws IOException, InterruptedException {
        List<Fault> faults = new ArrayList<>(List.of(
                new Fault("one pod killed", one::crash),
                new Fault("the other pod killed", other::crash),
                new Fault("the broker killed", () -> lab.crashKafka(plan.brokerDown))));
        Collections.shuffle(faults, random);
        for (Fault fault : faults) {
            TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_PAUSE.toMillis()));
            say(fault.name);
            fault.action.inflict();
            kills++;
        }
        if (plan.rolling) {
            say("rolling restart");
            one.restart();
            other.restart();
        }
    }

    private record Fault(String name, Action action) {
        @FunctionalInterface
        interface Action {
            void inflict() throws IOException, InterruptedException;
        }
    }

    private static String topic(int location) {
        return "resources:" + BUSINESS + "-l" + location;
    }

    private static IntFunction<String> path(Issuer issuer) {
        String token = issuer.client("screens");
        return _ -> "/socket/websocket?vsn=2.0.0&token=" + token;
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
