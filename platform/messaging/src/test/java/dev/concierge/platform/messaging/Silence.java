package dev.concierge.platform.messaging;

import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.platform.messaging.Greetings.Greeting;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer that answers nobody until it is over. */
final class Silence implements EffectHandler<Greeting> {
    final AtomicInteger hanging = new AtomicInteger();
    final CountDownLatch over = new CountDownLatch(1);

    @Override
    public String kind() {
        return "silence";
    }

    @Override
    public Class<Greeting> payloadType() {
        return Greeting.class;
    }

    @Override
    public Completion perform(RequestedEffect<Greeting> effect) throws InterruptedException {
        hanging.incrementAndGet();
        over.await();
        return () -> {};
    }

    @Override
    public void onGivenUp(RequestedEffect<Greeting> effect, String cause) {}
}
