@NullMarked
package dev.concierge.hub.delivery;

import org.jspecify.annotations.NullMarked;
