/** The channel {@code live}: what guests see at once on open screens. */
@NullMarked
package dev.concierge.hub.delivery.live;

import org.jspecify.annotations.NullMarked;
