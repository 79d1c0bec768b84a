/** Guests who are taken in by the clock. */
@NullMarked
package dev.concierge.journey.schedule;

import org.jspecify.annotations.NullMarked;
