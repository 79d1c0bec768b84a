package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Encoded;

/** A frame on its way out of one loop. However many sockets have it queued, its bytes are held once. */
final class Outgoing {
    private final Encoded frame;
    private int holders;

    Outgoing(Encoded frame) {
        this.frame = frame;
    }

    Encoded frame() {
        return frame;
    }

    int length() {
        return frame.bytes().length;
    }

    /** One socket more has it queued; true for the first. */
    boolean isHeldNow() {
        return holders++ == 0;
    }

    /** One socket less; true for the last. */
    boolean isReleasedNow() {
        return --holders == 0;
    }
}
