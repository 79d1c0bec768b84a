/** Files of events, in parts that go on where they were left. */
@NullMarked
package dev.concierge.event.imports;

import org.jspecify.annotations.NullMarked;
