/** The databases that hold the tenants' resources, and whose rows a transaction in them may touch. */
@NullMarked
package dev.concierge.resource.shard;

import org.jspecify.annotations.NullMarked;
