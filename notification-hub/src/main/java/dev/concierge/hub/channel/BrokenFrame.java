package dev.concierge.hub.channel;

/** A client sent something that is no frame; what it sent stays out of the message, it may hold anything. */
public final class BrokenFrame extends RuntimeException {
    BrokenFrame(String what) {
        super(what);
    }
}
