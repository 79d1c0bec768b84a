@NullMarked
package dev.concierge.event.history;

import org.jspecify.annotations.NullMarked;
