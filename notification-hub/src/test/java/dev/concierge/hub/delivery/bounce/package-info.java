@NullMarked
package dev.concierge.hub.delivery.bounce;

import org.jspecify.annotations.NullMarked;
