@NullMarked
package dev.concierge.platform.outgoing;

import org.jspecify.annotations.NullMarked;
