package dev.concierge.bench.live;

import dev.concierge.localstack.setting.Wait;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Subscribers that come back, of one server or of several; what they saw is counted together. */
public final class Followers implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 200;
    private static final Duration POLL = Duration.ofMillis(5);

    private final Loops loops = new Loops(Runtime.getRuntime().availableProcessors());
    private final List<Follower> followers = new ArrayList<>();
    private volatile boolean isOver;

    /** Adds so many, each of its topic, and waits until all have joined. */
    public void add(int count, int port, IntFunction<String> path, IntFunction<String> topic)
            throws InterruptedException {
        int before = followers.size();
        for (int at = 0; at < count; at++) {
            Follower follower = new Follower(this, port, path.apply(at), topic.apply(at));
            followers.add(follower);
            follower.connect();
            if (at % CONNECTING_AT_ONCE == CONNECTING_AT_ONCE - 1) {
                int goal = before + at + 1 - CONNECTING_AT_ONCE / 2;
                Wait.until(Duration.ofMinutes(1), POLL, () -> joined() >= goal);
            }
        }
        if (!awaitJoined(Duration.ofMinutes(1))) {
            throw new IllegalStateException(joined() + " of " + followers.size() + " have joined");
        }
    }

    /** False when some are not back within that time. */
    public boolean awaitJoined(Duration patience) throws InterruptedException {
        return Wait.until(patience, POLL, () -> joined() == followers.size());
    }

    /** False when some have not seen so many different numbers within that time. */
    public boolean awaitSeen(int each, Duration patience) throws InterruptedException {
        return Wait.until(patience, POLL, () -> followers.stream().allMatch(follower -> follower.count() >= each));
    }

    /** How many numbers were not seen, over all. */
    public int lost(int each) {
        return total(follower -> each - follower.count());
    }

    public int doubled() {
        return total(Follower::doubled);
    }

    public int swapped() {
        return total(Follower::swapped);
    }

    public int gaps() {
        return total(Follower::gaps);
    }

    public int breaks() {
        return total(Follower::breaks);
    }

    public int joined() {
        return (int) followers.stream().filter(Follower::isJoined).count();
    }

    EventLoopGroup loops() {
        return loops.group();
    }

    boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        isOver = true;
        loops.close();
    }

    private int total(ToIntFunction<Follower> what) {
        return followers.stream().mapToInt(what).sum();
    }
}
