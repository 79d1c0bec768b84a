/** How fast date events are planned, and how exactly their rounds switch. */
@NullMarked
package dev.concierge.bench.dating;

import org.jspecify.annotations.NullMarked;
