package dev.concierge.platform.outbox;

/** Another relay has the shard group by now. */
final class LeaseLost extends RuntimeException {}
