/** The channel {@code inbox}: messages that stay until their guest has read them. */
@NullMarked
package dev.concierge.hub.delivery.inbox;

import org.jspecify.annotations.NullMarked;
