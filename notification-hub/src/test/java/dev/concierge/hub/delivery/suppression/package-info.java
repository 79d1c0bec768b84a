@NullMarked
package dev.concierge.hub.delivery.suppression;

import org.jspecify.annotations.NullMarked;
