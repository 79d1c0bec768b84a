/** What failed by its own fault: set aside in the order of its key, for operators to redrive or discard. */
@NullMarked
package dev.concierge.platform.parking;

import org.jspecify.annotations.NullMarked;
