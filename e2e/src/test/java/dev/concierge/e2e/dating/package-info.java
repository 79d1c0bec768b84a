/** Guests' pages in a browser, through the gateway. */
@NullMarked
package dev.concierge.e2e.dating;

import org.jspecify.annotations.NullMarked;
