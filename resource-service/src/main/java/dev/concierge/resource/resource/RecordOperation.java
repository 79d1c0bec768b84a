package dev.concierge.resource.resource;

import dev.concierge.resource.directory.Closed;
import dev.concierge.resource.shard.Fence;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Notes an operation that the stream will bring. */
@Component
public class RecordOperation {
    private final ResourceJson json;
    private final Clock clock;

    RecordOperation(ResourceJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * In the tenant's transaction under way.
     *
     * @throws RequestIdReused when the id came before with another content
     */
    public Recorded pending(Shard shard, Operation operation) {
        OperationRows rows = new OperationRows(shard, json, operation.place().business());
        byte[] hash = json.hash(operation);
        RoundTrip trip = shard.roundTrip();
        Supplier<List<String>> erased =
                Fence.enter(trip, operation.place().business().value());
        Supplier<List<RecordedOperation>> found = rows.find(trip, List.of(operation.requestId()));
        trip.run();
        if (Fence.isErased(erased.get(), operation.place().location().value())) {
            throw new Closed(operation.place());
        }
        RecordedOperation earlier = found.get().stream().findFirst().orElse(null);
        if (earlier != null && !Arrays.equals(earlier.hash(), hash)) {
            throw new RequestIdReused(operation.requestId());
        }
        if (earlier != null) {
            return Recorded.BEFORE;
        }
        Instant now = clock.instant();
        RecordedOperation entry = new RecordedOperation(
                operation.requestId(),
                hash,
                operation.key(),
                operation.verb(),
                OperationStatus.PENDING,
                null,
                null,
                null,
                now,
                null);
        if (rows.save(List.of(entry)) == 0) {
            throw new ConcurrencyFailureException("the same was asked by somebody else meanwhile");
        }
        return Recorded.NEW;
    }

    /** Whether the operation had been asked for before. */
    public enum Recorded {
        NEW,
        BEFORE
    }
}
