/** Fan-out: every pod reads the whole topic {@code live} and hands each broadcast to its own sockets. */
@NullMarked
package dev.concierge.hub.live;

import org.jspecify.annotations.NullMarked;
