/** Notifications: what may go out goes out once, what may not does not, and both say why. */
@NullMarked
package dev.concierge.hub.delivery;

import org.jspecify.annotations.NullMarked;
