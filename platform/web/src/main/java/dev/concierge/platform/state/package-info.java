/** What a process keeps on its own disk over a restart. */
@NullMarked
package dev.concierge.platform.state;

import org.jspecify.annotations.NullMarked;
