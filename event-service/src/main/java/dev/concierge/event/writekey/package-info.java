/** Keys that let clients of Segment's protocol write. */
@NullMarked
package dev.concierge.event.writekey;

import org.jspecify.annotations.NullMarked;
