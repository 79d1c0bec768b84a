package dev.concierge.resource.shard;

import dev.concierge.platform.problem.Fact;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** Every database of tenants. */
public final class Shards {
    private final Map<ShardId, Shard> shards = new LinkedHashMap<>();
    private final Map<ShardId, Integer> capacities;

    Shards(List<Shard> shards, Map<ShardId, Integer> capacities) {
        shards.forEach(shard -> this.shards.put(shard.id(), shard));
        this.capacities = Map.copyOf(capacities);
    }

    /** How many businesses it takes. */
    public int capacity(ShardId id) {
        return capacities.getOrDefault(id, 0);
    }

    public Collection<Shard> all() {
        return shards.values();
    }

    /** @throws ShardMissing when the directory names one that no setting describes */
    public Shard get(ShardId id) {
        Shard shard = shards.get(id);
        if (shard == null) {
            throw new ShardMissing(id);
        }
        return shard;
    }

    /**
     * The candidates for a new tenant, best first, by highest random weight: another shard takes over only what it
     * ranks first for, and the others keep theirs. Those that do not answer take none.
     */
    public List<ShardId> ranked(String business) {
        return shards.values().stream()
                .filter(Shard::isUp)
                .map(Shard::id)
                .sorted(Comparator.comparingLong((ShardId id) -> weight(id, business))
                        .reversed())
                .toList();
    }

    private static long weight(ShardId shard, String business) {
        return Integer.toUnsignedLong(Utils.murmur2((shard + "/" + business).getBytes(StandardCharsets.UTF_8)));
    }

    /** A tenant lies in a database that this process was told nothing of. */
    private static final class ShardMissing extends Fact {
        ShardMissing(ShardId shard) {
            super(Kind.UNAVAILABLE, "shard-missing", "No database is set for " + shard + ".");
        }
    }
}
