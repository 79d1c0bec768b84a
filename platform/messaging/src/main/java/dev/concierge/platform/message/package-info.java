/** Messages between services: CloudEvents 1.0 in Kafka binary mode, ids, shards. */
@NullMarked
package dev.concierge.platform.message;

import org.jspecify.annotations.NullMarked;
