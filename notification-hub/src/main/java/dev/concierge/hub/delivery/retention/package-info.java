/** How long what was told to guests is kept. */
@NullMarked
package dev.concierge.hub.delivery.retention;

import org.jspecify.annotations.NullMarked;
