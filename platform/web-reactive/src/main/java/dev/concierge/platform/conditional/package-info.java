/** The reactive twin of conditional requests. */
@NullMarked
package dev.concierge.platform.conditional;

import org.jspecify.annotations.NullMarked;
