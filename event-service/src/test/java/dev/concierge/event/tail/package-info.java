@NullMarked
package dev.concierge.event.tail;

import org.jspecify.annotations.NullMarked;
