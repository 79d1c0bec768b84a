@NullMarked
package dev.concierge.event.interaction;

import org.jspecify.annotations.NullMarked;
