/** The reactive twin of problems. */
@NullMarked
package dev.concierge.platform.reactive.problem;

import org.jspecify.annotations.NullMarked;
