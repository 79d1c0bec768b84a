/** Speed-dating events: when they take place and how far they are. */
@NullMarked
package dev.concierge.datemaker.event;

import org.jspecify.annotations.NullMarked;
