@NullMarked
package dev.concierge.event.trigger;

import org.jspecify.annotations.NullMarked;
