@NullMarked
package dev.concierge.hub.delivery.inbox;

import org.jspecify.annotations.NullMarked;
