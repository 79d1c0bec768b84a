package dev.concierge.resource.shard;

import dev.concierge.platform.problem.Fact;

/**
 * The database of some tenants does not answer; the others' go on. For the stream this is a fault of the message, not of
 * the infrastructure: waiting for one shard would hold up the tenants of all.
 */
public final class ShardAway extends Fact {
    ShardAway(ShardId shard) {
        super(Kind.UNAVAILABLE, "shard-away", describe(shard));
    }

    static String describe(ShardId shard) {
        return "The database of " + shard + " does not answer.";
    }
}
