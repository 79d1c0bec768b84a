/** Notifications to guests: taken once, sent on each channel or not, with a receipt for either. */
@NullMarked
package dev.concierge.hub.delivery;

import org.jspecify.annotations.NullMarked;
