package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardId;
import dev.concierge.resource.shard.Shards;
import dev.concierge.resource.shared.Change;
import dev.concierge.resource.shared.SharedReads;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Applies one operation of a request, in a transaction of its own. */
@Component
class WriteResource {
    private static final int ATTEMPTS = 5;

    private final Directory directory;
    private final Shards shards;
    private final ApplyOperations apply;
    private final SharedReads shared;
    private final CountOperations count;

    WriteResource(
            Directory directory, Shards shards, ApplyOperations apply, SharedReads shared, CountOperations count) {
        this.directory = directory;
        this.shards = shards;
        this.apply = apply;
        this.shared = shared;
        this.count = count;
    }

    /** @throws dev.concierge.platform.problem.Fact when it is refused; nothing is recorded then */
    Written write(Operation operation) {
        BusinessId business = operation.place().business();
        Shard shard = shards.get(directory.openForWriting(operation.place()).shard());
        for (int attempt = 1; ; attempt++) {
            Change change = shared.change(shard);
            try {
                Outcome.Applied applied =
                        shard.asTenant(business.value(), () -> applied(shard, business, operation, change));
                change.awaitSeen();
                return new Written(shard.id(), applied);
            } catch (ConcurrencyFailureException meanwhile) {
                if (attempt == ATTEMPTS || meanwhile instanceof OptimisticLockingFailureException) {
                    throw meanwhile;
                }
            }
        }
    }

    private Outcome.Applied applied(Shard shard, BusinessId business, Operation operation, Change change) {
        Outcome outcome = apply.apply(shard, business, operation, change);
        count.rest(operation, outcome);
        return switch (outcome) {
            case Outcome.Applied applied -> applied;
            case Outcome.Refused refused -> throw refused.fact();
            case Outcome.RefusedBefore before -> throw new EarlierRefusal(before.problem());
        };
    }

    /** What was done, and where. */
    record Written(ShardId shard, Outcome.Applied outcome) {}
}
