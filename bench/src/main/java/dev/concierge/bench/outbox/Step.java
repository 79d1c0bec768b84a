package dev.concierge.bench.outbox;

/**
 * One step of an aggregate.
 *
 * @param sentAt when its transaction was due, in nanoseconds of this JVM's clock
 */
record Step(int number, long sentAt, String payload) {}
