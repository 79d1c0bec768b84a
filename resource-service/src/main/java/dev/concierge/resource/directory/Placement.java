package dev.concierge.resource.directory;

import dev.concierge.resource.shard.ShardId;
import java.time.ZoneId;

/**
 * Where a place's resources are.
 *
 * @param epoch rises with each move of the business
 * @param isOpen whether it takes writes
 */
public record Placement(Place place, ShardId shard, long epoch, ZoneId zone, boolean isOpen) {
    static Placement of(Business business, Location location) {
        return new Placement(
                location.place(),
                business.shard(),
                business.epoch(),
                location.zone(),
                business.isOpen() && location.isOpen());
    }
}
