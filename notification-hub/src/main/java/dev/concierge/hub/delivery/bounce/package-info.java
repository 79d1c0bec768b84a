/** What comes back: mails that could not be delivered, and complaints of those who got one. */
@NullMarked
package dev.concierge.hub.delivery.bounce;

import org.jspecify.annotations.NullMarked;
