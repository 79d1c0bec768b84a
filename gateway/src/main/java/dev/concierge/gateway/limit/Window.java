package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.web.TooManyAtOnce;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests may be under way to one service: fewer each time it says that it can hold no more, and more again little by
 * little while they are used up (additive increase, multiplicative decrease, as TCP finds its window). Each caller has a share.
 */
final class Window {
    private static final double CUT = 0.8;
    private static final int LEAST = 16;
    /** What was on its way when it was cut says nothing new. */
    private static final long BETWEEN_CUTS = Duration.ofMillis(100).toNanos();

    private final int most;
    private final Ticker ticker;
    private final AtomicInteger usedUp;
    private final Map<String, Integer> held = new HashMap<>();
    private double size;
    private int underWay;
    private long cutAt;
    /** Written under the lock, read without it: each request asks. */
    private volatile boolean isUsedUp;

    /** @param usedUp how many windows are used up, this one among them when it is */
    Window(int most, Ticker ticker, AtomicInteger usedUp) {
        this.most = most;
        this.ticker = ticker;
        this.usedUp = usedUp;
        this.size = most;
        this.cutAt = ticker.read() - BETWEEN_CUTS;
    }

    /**
     * Begins a request.
     *
     * @param percent what this caller may have of it
     */
    synchronized void enter(String caller, int percent) {
        if (underWay >= (int) size) {
            throw new ServiceFull();
        }
        int own = held.getOrDefault(caller, 0);
        if (size < most && own >= Math.max(1, (int) (size * percent / 100))) {
            throw new TooManyAtOnce();
        }
        held.put(caller, own + 1);
        underWay++;
        count();
    }

    /** A request of this caller has ended. */
    synchronized void leave(String caller) {
        if (underWay * 2 >= size) {
            size = Math.min(most, size + 1 / size);
        }
        underWay--;
        held.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
        count();
    }

    /** The service has said that it can hold no more. */
    synchronized void isFull() {
        long now = ticker.read();
        if (now - cutAt >= BETWEEN_CUTS) {
            cutAt = now;
            size = Math.max(Math.min(LEAST, most), Math.min(size, underWay) * CUT);
            count();
        }
    }

    private void count() {
        boolean now = underWay >= (int) size;
        if (now != isUsedUp) {
            isUsedUp = now;
            usedUp.addAndGet(now ? 1 : -1);
        }
    }

    /** Whether as many are under way as may be: whoever sends the next is refused. */
    boolean isUsedUp() {
        return isUsedUp;
    }

    synchronized int size() {
        return (int) size;
    }

    /** As many requests are under way to the service as it holds. */
    static final class ServiceFull extends Fact {
        ServiceFull() {
            super(Kind.UNAVAILABLE, "over-capacity", "The service has as many requests at hand as it can hold.");
        }
    }
}
