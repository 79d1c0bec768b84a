/** The problem of a broker that is away. */
@NullMarked
package dev.concierge.platform.problem;

import org.jspecify.annotations.NullMarked;
