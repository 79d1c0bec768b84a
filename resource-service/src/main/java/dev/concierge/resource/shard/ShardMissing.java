package dev.concierge.resource.shard;

import dev.concierge.platform.problem.Fact;

/** A tenant lies in a database that this process was told nothing of. */
final class ShardMissing extends Fact {
    ShardMissing(ShardId shard) {
        super(Kind.UNAVAILABLE, "shard-missing", "No database is set for " + shard + ".");
    }
}
