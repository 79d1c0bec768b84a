package dev.concierge.resource.announcement;

import java.time.Instant;

/**
 * The notification of the seed, and where it stands in its location's order.
 *
 * @param seq counts the changes of one location without a gap
 */
record ResourceChanged(
        String type,
        String resourceType,
        String businessId,
        String locationId,
        String resourceId,
        String shardId,
        Instant timestamp,
        long seq) {}
