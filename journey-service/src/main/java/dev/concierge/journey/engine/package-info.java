/** The pure core: how a run moves, without any I/O. */
@NullMarked
package dev.concierge.journey.engine;

import org.jspecify.annotations.NullMarked;
