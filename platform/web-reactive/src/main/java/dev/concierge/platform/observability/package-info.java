/** The reactive twins of what operators see. */
@NullMarked
package dev.concierge.platform.observability;

import org.jspecify.annotations.NullMarked;
