@NullMarked
package dev.concierge.event.replay;

import org.jspecify.annotations.NullMarked;
