package dev.concierge.bench.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** Who looks at a screen. Called on the loop of its connection. */
interface Viewer {
    /** What it says to what it hears, and to the empty text when the socket opens; null for nothing. */
    @Nullable
    String answer(String said);

    void joined(Channel channel, String said);

    /** So many broadcasts have come. */
    void delivered(int count);

    /** Whether it wants to see each of them. */
    boolean isLooking();

    /** A broadcast where it lies; only for who is looking. */
    void saw(ByteBuf in, int at, int length);

    /** @param wasOpen whether it had been a socket */
    void closed(boolean wasOpen);
}
