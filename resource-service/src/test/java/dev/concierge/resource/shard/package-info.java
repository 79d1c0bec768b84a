@NullMarked
package dev.concierge.resource.shard;

import org.jspecify.annotations.NullMarked;
