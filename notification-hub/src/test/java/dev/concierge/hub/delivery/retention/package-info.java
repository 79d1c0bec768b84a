@NullMarked
package dev.concierge.hub.delivery.retention;

import org.jspecify.annotations.NullMarked;
