/** How fast a committed message becomes an effect. */
@NullMarked
package dev.concierge.bench.outbox;

import org.jspecify.annotations.NullMarked;
