/** The gateway beside a bare one of the same versions and nginx, before the same upstream. */
@NullMarked
package dev.concierge.bench.gateway;

import org.jspecify.annotations.NullMarked;
