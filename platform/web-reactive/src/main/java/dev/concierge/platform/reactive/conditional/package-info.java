/** The reactive twin of conditional requests. */
@NullMarked
package dev.concierge.platform.reactive.conditional;

import org.jspecify.annotations.NullMarked;
