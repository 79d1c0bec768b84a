/** What happened at events, written while it happens. */
@NullMarked
package dev.concierge.datemaker.history;

import org.jspecify.annotations.NullMarked;
