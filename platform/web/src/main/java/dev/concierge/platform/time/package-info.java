/** The clock and the ids made from it. */
@NullMarked
package dev.concierge.platform.time;

import org.jspecify.annotations.NullMarked;
