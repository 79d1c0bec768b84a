@NullMarked
package dev.concierge.event.capture;

import org.jspecify.annotations.NullMarked;
