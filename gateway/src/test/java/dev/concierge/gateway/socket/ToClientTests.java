package dev.concierge.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ToClientTests {
    private final EmbeddedChannel client = new EmbeddedChannel();
    private final ToClient relay = new ToClient(client);
    private final EmbeddedChannel service = new EmbeddedChannel(relay);

    @Test
    void bytesPassAsTheyAre() {
        ByteBuf frame = FrameBoundsTests.frame(0x81, 20, false);

        service.writeInbound(frame.retainedDuplicate());

        assertThat(heard()).isEqualTo(frame);
    }

    @Test
    void theClientIsToldBetweenTwoFrames() {
        relay.end();

        assertThat(closeCode(heard())).isEqualTo(1012);
    }

    @Test
    void aFrameUnderWayIsFinishedFirstAndNothingFollows() {
        ByteBuf frame = FrameBoundsTests.frame(0x81, 20, false);
        service.writeInbound(frame.retainedSlice(0, 5));
        relay.end();
        assertThat(heard()).isEqualTo(frame.slice(0, 5));

        service.writeInbound(
                Unpooled.wrappedBuffer(frame.retainedSlice(5, 17), FrameBoundsTests.frame(0x81, 3, false)));
        service.writeInbound(FrameBoundsTests.frame(0x81, 3, false));

        ByteBuf heard = heard();
        assertThat(heard.readSlice(17)).isEqualTo(frame.slice(5, 17));
        assertThat(closeCode(heard)).isEqualTo(1012);
        assertThat(heard.isReadable()).isFalse();
    }

    @Test
    void aSocketThatTheServiceClosesIsNotClosedTwice() {
        ByteBuf close = FrameBoundsTests.frame(0x88, 2, false);
        service.writeInbound(close.retainedDuplicate());
        relay.end();

        assertThat(heard()).isEqualTo(close);
    }

    /** Everything since the last time. */
    private ByteBuf heard() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = client.readOutbound(); part != null; part = client.readOutbound()) {
            all.writeBytes(part);
        }
        return all;
    }

    private static int closeCode(ByteBuf frame) {
        assertThat(frame.readByte()).isEqualTo((byte) 0x88);
        int length = frame.readByte();
        int code = frame.readUnsignedShort();
        frame.skipBytes(length - 2);
        return code;
    }
}
