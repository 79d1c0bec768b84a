/** The reactive twin of problems. */
@NullMarked
package dev.concierge.platform.problem;

import org.jspecify.annotations.NullMarked;
