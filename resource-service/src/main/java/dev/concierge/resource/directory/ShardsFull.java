package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

/** No shard takes another business. */
final class ShardsFull extends Fact {
    ShardsFull() {
        super(Kind.UNAVAILABLE, "shards-full", "No shard takes another business (expected: capacity for one).");
    }
}
