package dev.concierge.resource.shard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tenants are kept.
 *
 * @param own the name of the shard in the service's own database
 * @param capacity how many businesses it takes; 0 takes no new ones
 * @param further shards in databases of their own
 */
@ConfigurationProperties(value = "concierge.shard", ignoreUnknownFields = false)
record ShardSettings(
        @DefaultValue("shard-001") String own,
        @DefaultValue("100000") int capacity,
        @DefaultValue List<Further> further) {
    ShardSettings {
        further = List.copyOf(further);
        Set<String> names = new HashSet<>(Set.of(own));
        for (Further shard : further) {
            if (!names.add(shard.name())) {
                throw new IllegalArgumentException(
                        "concierge.shard.further: " + shard.name() + " (expected: names that differ)");
            }
        }
    }

    /**
     * @param name in answers and messages; never changed once tenants lie there
     * @param capacity how many businesses it takes; 0 takes no new ones
     */
    record Further(
            String name,
            String url,
            String user,
            String password,
            @DefaultValue("100000") int capacity) {}
}
