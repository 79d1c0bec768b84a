/** Messages consumed once: fenced positions, batches in one transaction, work owned by a partition. */
@NullMarked
package dev.concierge.platform.consumer;

import org.jspecify.annotations.NullMarked;
