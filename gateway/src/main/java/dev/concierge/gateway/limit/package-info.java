/** How fast one client may send: a token bucket in Redis for all gateways, one in memory when Redis does not answer. */
@NullMarked
package dev.concierge.gateway.limit;

import org.jspecify.annotations.NullMarked;
