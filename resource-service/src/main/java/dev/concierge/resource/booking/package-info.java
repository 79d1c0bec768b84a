/** Times that are held, booked, moved and given back; never two where there is room for one. */
@NullMarked
package dev.concierge.resource.booking;

import org.jspecify.annotations.NullMarked;
