package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefuseEarlyTests {
    private static final int UNWRITABLE = 1;

    private final List<String> letThrough = new ArrayList<>();
    private final ReadsAskedFor reads = new ReadsAskedFor();
    private boolean isFull = true;

    private final EmbeddedChannel client = new EmbeddedChannel(
            reads,
            new HttpServerCodec(),
            new RefuseEarly(request -> isFull ? answer(HttpResponseStatus.SERVICE_UNAVAILABLE) : null),
            new Collector());

    private final class Collector extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                letThrough.add(request.uri());
            }
            ReferenceCountUtil.release(message);
        }
    }

    private static final class ReadsAskedFor extends ChannelOutboundHandlerAdapter {
        private int count;

        @Override
        public void read(ChannelHandlerContext context) {
            count++;
            context.read();
        }
    }

    private static FullHttpResponse answer(HttpResponseStatus status) {
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        return answer;
    }

    private void send(String text) {
        client.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private String received() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf part = client.readOutbound(); part != null; part = client.readOutbound()) {
            all.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return all.toString();
    }

    @Test
    void itsBodyIsForgottenAndTheNextRequestBeginsBehindIt() {
        send("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nGET ");
        assertThat(received()).startsWith("HTTP/1.1 503 ");
        isFull = false;
        send("\r\n0\r\n\r\nGET /b HTTP/1.1\r\n\r\n");

        assertThat(received()).isEmpty();
        assertThat(letThrough).containsExactly("/b");
        assertThat(reads.count).as("nobody else asks for more").isGreaterThanOrEqualTo(3);
    }

    @Test
    void behindOneThatIsNotAnsweredYetNoneIsRefused() {
        isFull = false;
        send("GET /a HTTP/1.1\r\n\r\n");
        isFull = true;
        send("GET /b HTTP/1.1\r\n\r\n");
        assertThat(letThrough).containsExactly("/a", "/b");
        assertThat(received()).isEmpty();

        client.writeOutbound(answer(HttpResponseStatus.CONTINUE), answer(HttpResponseStatus.OK));
        send("GET /c HTTP/1.1\r\n\r\n");
        assertThat(letThrough).as("the second is not answered").containsExactly("/a", "/b", "/c");

        client.writeOutbound(answer(HttpResponseStatus.OK), answer(HttpResponseStatus.OK));
        received();
        send("GET /d HTTP/1.1\r\n\r\n");
        assertThat(received()).startsWith("HTTP/1.1 503 ");
        assertThat(letThrough).doesNotContain("/d");
    }

    @Test
    void nothingIsAskedOnAConnectionThatIsClosed() {
        send("GET /a HTTP/1.1\r\nConnection: close\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 0\r\n\r\n");

        assertThat(received()).containsOnlyOnce("HTTP/1.1 503 ").containsIgnoringCase("connection: close");
        assertThat(client.isOpen()).isFalse();
        assertThat(letThrough).isEmpty();
    }

    /** The answer would have to say that it is kept. */
    @Test
    void aConnectionOfTheOldProtocolIsClosed() {
        send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

        assertThat(received()).contains(" 503 ");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void behindALastAnswerNothingIsRefused() {
        isFull = false;
        send("GET /a HTTP/1.1\r\n\r\n");
        FullHttpResponse last = answer(HttpResponseStatus.OK);
        last.headers().set(HttpHeaderNames.CONNECTION, "close");
        client.writeOutbound(last);
        received();
        isFull = true;
        send("GET /b HTTP/1.1\r\n\r\n");

        assertThat(received()).isEmpty();
        assertThat(letThrough).containsExactly("/a", "/b");
    }

    @Test
    void whoDoesNotReadRefusalsIsNotReadEither() {
        client.unsafe().outboundBuffer().setUserDefinedWritability(UNWRITABLE, false);
        client.runPendingTasks();
        reads.count = 0;
        send("GET /a HTTP/1.1\r\n\r\n");

        assertThat(reads.count).isZero();
        assertThat(client.config().isAutoRead()).isFalse();

        client.unsafe().outboundBuffer().setUserDefinedWritability(UNWRITABLE, true);
        client.runPendingTasks();
        assertThat(reads.count).isEqualTo(1);
    }
}
