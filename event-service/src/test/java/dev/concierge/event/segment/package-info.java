@NullMarked
package dev.concierge.event.segment;

import org.jspecify.annotations.NullMarked;
