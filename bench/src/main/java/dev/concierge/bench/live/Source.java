package dev.concierge.bench.live;

import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where notifications come from. Each holds the moment at which it was sent. */
interface Source {
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Done when it was taken. */
    CompletionStage<?> send();

    /** Sends so many a second, for so long, and waits until all were taken. */
    default void atRate(double perSecond, Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long total = Math.round(perSecond * time.toSeconds());
        AtomicInteger underWay = new AtomicInteger();
        for (long at = 0; at < total; at++) {
            long wait = begin + (long) (at / perSecond * 1e9) - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            underWay.incrementAndGet();
            send().whenComplete((_, _) -> underWay.decrementAndGet());
        }
        Wait.until(PATIENCE, Duration.ofMillis(5), () -> underWay.get() == 0);
    }
}
