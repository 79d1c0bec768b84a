/** Figures of a whole fleet, as its clients see them. */
@NullMarked
package dev.concierge.bench.fleet;

import org.jspecify.annotations.NullMarked;
