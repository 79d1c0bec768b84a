package dev.concierge.platform.consumer;

/** Another worker owns the partition by now; what this one was about to do is rolled back. */
final class FencedOff extends RuntimeException {
    FencedOff(Position position) {
        super(position.topic() + "-" + position.partition() + " is no longer at offset " + position.next()
                + " with epoch " + position.epoch());
    }
}
