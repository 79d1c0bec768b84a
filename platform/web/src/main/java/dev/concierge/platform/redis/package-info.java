/** The connection to Redis, for services that bring Lettuce: gone or hanging, it costs nobody more than a time-out. */
@NullMarked
package dev.concierge.platform.redis;

import org.jspecify.annotations.NullMarked;
