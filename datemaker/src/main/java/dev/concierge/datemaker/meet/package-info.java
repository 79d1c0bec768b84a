/** Calls in Google Meet, where that is configured: spaces made ahead, conferences ended by force, who was there. */
@NullMarked
package dev.concierge.datemaker.meet;

import org.jspecify.annotations.NullMarked;
