/** Calendars of other tools that say when a unit is not to be had. */
@NullMarked
package dev.concierge.resource.calendar;

import org.jspecify.annotations.NullMarked;
