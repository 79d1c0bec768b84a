@NullMarked
package dev.concierge.event.lateness;

import org.jspecify.annotations.NullMarked;
