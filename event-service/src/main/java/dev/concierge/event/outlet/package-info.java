/** What happened, pushed to customers' own addresses: in order, signed, from a position that is kept. */
@NullMarked
package dev.concierge.event.outlet;

import org.jspecify.annotations.NullMarked;
