package dev.concierge.resource.resource;

import dev.concierge.platform.idempotency.RequestInFlight;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardId;
import dev.concierge.resource.shard.Shards;
import java.util.List;
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
    private final CountOperations count;
    private final ResourceJson json;

    WriteResource(Directory directory, Shards shards, ApplyOperations apply, CountOperations count, ResourceJson json) {
        this.directory = directory;
        this.shards = shards;
        this.apply = apply;
        this.count = count;
        this.json = json;
    }

    /** @throws dev.concierge.platform.problem.Fact when it is refused; nothing is recorded then */
    Written write(Operation operation) {
        BusinessId business = operation.place().business();
        Shard shard = shards.get(directory.openForWriting(operation.place()).shard());
        for (int attempt = 1; ; attempt++) {
            try {
                return new Written(
                        shard.id(), shard.asTenant(business.value(), () -> applied(shard, business, operation)));
            } catch (ConcurrencyFailureException meanwhile) {
                if (attempt == ATTEMPTS || meanwhile instanceof OptimisticLockingFailureException) {
                    throw meanwhile;
                }
            }
        }
    }

    private Outcome.Applied applied(Shard shard, BusinessId business, Operation operation) {
        if (!new OperationRows(shard.jdbc(), json, business).hold(operation.requestId())) {
            throw new RequestInFlight(operation.requestId());
        }
        Outcome outcome = apply.apply(shard, business, List.of(operation)).getFirst();
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
