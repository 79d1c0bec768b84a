@NullMarked
package dev.concierge.event.door;

import org.jspecify.annotations.NullMarked;
