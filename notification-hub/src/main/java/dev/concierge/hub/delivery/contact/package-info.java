/** What user-service knows about reaching a guest. Personal data: asked for when needed, remembered for seconds. */
@NullMarked
package dev.concierge.hub.delivery.contact;

import org.jspecify.annotations.NullMarked;
