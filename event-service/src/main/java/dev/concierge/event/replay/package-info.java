/** Pieces of the history told again, to topics of their own. */
@NullMarked
package dev.concierge.event.replay;

import org.jspecify.annotations.NullMarked;
