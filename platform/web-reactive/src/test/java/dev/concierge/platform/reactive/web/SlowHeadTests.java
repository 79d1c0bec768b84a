package dev.concierge.platform.reactive.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

class SlowHeadTests {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        channel.pipeline().addLast(NettyPipeline.HttpCodec, new HttpServerCodec());
        new SlowHead(Duration.ofSeconds(10)).addTo(channel.pipeline());
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aHeadThatDripsEndsTheConnection() {
        send("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 0; i < 9; i++) {
            pass(1);
            send("X-" + i + ": y\r\n");
        }
        assertThat(channel.isOpen()).isTrue();

        pass(2);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyAndAPauseMayTakeLonger() {
        send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n");
        pass(60);
        send("ab");
        pass(60);
        send("cd");
        pass(60);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theNextHeadOfAConnectionHasItsOwnTime() {
        send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        pass(60);
        send("GET / HT");
        assertThat(channel.isOpen()).isTrue();

        pass(11);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatIsNoLongerHttpHasNoHead() {
        send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        channel.pipeline().remove(NettyPipeline.HttpCodec);
        send("bytes of a socket");
        pass(60);

        assertThat(channel.isOpen()).isTrue();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
