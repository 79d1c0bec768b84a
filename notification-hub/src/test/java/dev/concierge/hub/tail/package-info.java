@NullMarked
package dev.concierge.hub.tail;

import org.jspecify.annotations.NullMarked;
