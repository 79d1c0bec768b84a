package dev.concierge.platform.reactive.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UnwantedBodyTests {
    private final EmbeddedChannel channel = new EmbeddedChannel(new UnwantedBody(DataSize.ofBytes(100)));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aWantedBodyMayBeLong() {
        begin();
        send(10_000);
        last();
        answer(HttpResponseStatus.OK);

        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.inboundMessages()).hasSize(3);
    }

    @Test
    void whatFollowsTheAnswerIsForgottenUpToABound() {
        begin();
        send(1_000);
        answer(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        send(60);
        assertThat(channel.isOpen()).isTrue();

        send(60);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leaveToSendIsNoAnswer() {
        begin();
        answer(HttpResponseStatus.CONTINUE);
        send(10_000);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoStopsInTheMiddleIsNotWaitedForForEver() {
        begin();
        answer(HttpResponseStatus.UNAUTHORIZED);
        channel.advanceTimeBy(29, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();

        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theNextRequestOfAConnectionBeginsAnew() {
        begin();
        answer(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        send(90);
        last();
        begin();
        send(10_000);
        last();
        answer(HttpResponseStatus.OK);
        channel.advanceTimeBy(1, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void requestsThatDoNotWaitForAnswersAreEachWanted() {
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        begin();
        answer(HttpResponseStatus.OK);
        send(10_000);

        assertThat(channel.isOpen()).isTrue();
    }

    private void begin() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    }

    private void send(int bytes) {
        channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes])));
    }

    private void last() {
        channel.writeInbound(new DefaultLastHttpContent());
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }
}
