/** What becomes of events that come long after they happened. */
@NullMarked
package dev.concierge.event.lateness;

import org.jspecify.annotations.NullMarked;
