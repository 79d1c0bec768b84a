package dev.concierge.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBoundsTests {
    @ParameterizedTest
    @CsvSource({"0, false", "125, false", "126, true", "65535, false", "65536, true", "0, true"})
    void aFrameEndsBehindItsPayloadHoweverItIsCut(int length, boolean isMasked) {
        ByteBuf frame = frame(0x82, length, isMasked);
        int size = frame.readableBytes();
        for (int cut : List.of(0, 1, 2, 3, 9, size - 1)) {
            if (cut >= size || cut < 0) {
                continue;
            }
            FrameBounds bounds = new FrameBounds();
            bounds.pass(frame.slice(0, cut));

            assertThat(bounds.isBetweenFrames()).as("after %d bytes", cut).isEqualTo(cut == 0);
            assertThat(bounds.passOneFrame(Unpooled.wrappedBuffer(frame.slice(cut, size - cut), frame(0x81, 3, false))))
                    .as("cut after %d bytes", cut)
                    .isEqualTo(size - cut);
            assertThat(bounds.isBetweenFrames()).isTrue();
        }
    }

    @Test
    void manyFramesPassAtOnce() {
        FrameBounds bounds = new FrameBounds();

        bounds.pass(Unpooled.wrappedBuffer(frame(0x01, 7, false), frame(0x89, 0, false), frame(0x80, 300, false)));

        assertThat(bounds.isBetweenFrames()).isTrue();
        assertThat(bounds.hasClosed()).isFalse();
    }

    @Test
    void aCloseFrameIsNoticed() {
        FrameBounds bounds = new FrameBounds();

        bounds.pass(frame(0x88, 2, false));

        assertThat(bounds.hasClosed()).isTrue();
    }

    static ByteBuf frame(int kind, int length, boolean isMasked) {
        ByteBuf frame = Unpooled.buffer().writeByte(kind);
        int mask = isMasked ? 0x80 : 0;
        if (length < 126) {
            frame.writeByte(mask | length);
        } else if (length < 65_536) {
            frame.writeByte(mask | 126).writeShort(length);
        } else {
            frame.writeByte(mask | 127).writeLong(length);
        }
        return frame.writeZero(isMasked ? 4 : 0).writeZero(length);
    }
}
