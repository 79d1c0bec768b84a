package dev.concierge.resource.shard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tenants are kept.
 *
 * @param own the name of the shard in the service's own database
 * @param capacity how many businesses it takes; 0 takes no new ones
 */
@ConfigurationProperties(value = "concierge.shard", ignoreUnknownFields = false)
record ShardSettings(
        @DefaultValue("shard-001") String own,
        @DefaultValue("100000") int capacity) {}
