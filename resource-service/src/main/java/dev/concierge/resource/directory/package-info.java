/** The tenants: which businesses and locations there are, under which names, and on which shard. */
@NullMarked
package dev.concierge.resource.directory;

import org.jspecify.annotations.NullMarked;
