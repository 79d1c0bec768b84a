package dev.concierge.platform.messaging;

import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Performs greetings as it is told to, and notes what came of each. */
final class Greetings implements EffectHandler<Greetings.Greeting> {
    record Greeting(String name) {}

    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger refusedCommits = new AtomicInteger();
    final AtomicInteger returned = new AtomicInteger();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final List<UUID> attempted = new CopyOnWriteArrayList<>();
    final List<String> committed = new CopyOnWriteArrayList<>();
    final List<String> givenUp = new CopyOnWriteArrayList<>();
    final CountDownLatch hold = new CountDownLatch(1);
    volatile Duration patience = Duration.ofHours(1);
    volatile boolean holdFirst;

    @Override
    public String kind() {
        return "greeting";
    }

    @Override
    public Class<Greeting> payloadType() {
        return Greeting.class;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public Completion perform(RequestedEffect<Greeting> effect) throws Exception {
        attempted.add(effect.id());
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            return greet(effect);
        } finally {
            running.decrementAndGet();
        }
    }

    private Completion greet(RequestedEffect<Greeting> effect) throws Exception {
        if (failures.getAndDecrement() > 0) {
            throw new IOException("no answer");
        }
        if (holdFirst && effect.attempt() == 1) {
            hold.await();
        }
        returned.incrementAndGet();
        return () -> commit(effect.payload().name());
    }

    private void commit(String name) {
        if (refusedCommits.getAndDecrement() > 0) {
            throw new IllegalStateException("no place for " + name);
        }
        committed.add(name);
    }

    @Override
    public void onGivenUp(RequestedEffect<Greeting> effect, String cause) {
        givenUp.add(effect.payload().name() + ": " + cause);
    }
}
