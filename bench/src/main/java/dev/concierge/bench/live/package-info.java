/** What the live hub holds and how fast it is, beside Socket.IO with the same clients. */
@NullMarked
package dev.concierge.bench.live;

import org.jspecify.annotations.NullMarked;
