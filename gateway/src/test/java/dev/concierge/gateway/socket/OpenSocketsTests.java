package dev.concierge.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenSocketsTests {
    /** More than are told in the time that a client has for its answer. */
    private static final int MANY = 26_000;

    @Test
    void whoHasNotBeenToldYetIsNotCut() {
        OpenSockets sockets = new OpenSockets(MANY, new SimpleMeterRegistry());
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < MANY; i++) {
            // all embedded channels have one id unless told otherwise, and a set of them is as slow as a list
            EmbeddedChannel client = new EmbeddedChannel(DefaultChannelId.newInstance());
            sockets.add(client);
            sockets.opened(client, () -> {
                told.incrementAndGet();
                client.close();
            });
        }
        CountDownLatch stopped = new CountDownLatch(1);

        sockets.stop(stopped::countDown);

        await().atMost(Duration.ofSeconds(30)).until(() -> stopped.getCount() == 0);
        assertThat(told).hasValue(MANY);
    }

    @Test
    void whoIsToldAndStaysIsCutAfterAWhile() {
        OpenSockets sockets = new OpenSockets(1, new SimpleMeterRegistry());
        EmbeddedChannel client = new EmbeddedChannel();
        sockets.add(client);
        sockets.opened(client, () -> {});

        sockets.stop();

        await().atMost(Duration.ofSeconds(15)).until(() -> !client.isOpen());
    }
}
