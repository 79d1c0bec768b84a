/** The reactive twins of what operators see. */
@NullMarked
package dev.concierge.platform.reactive.observability;

import org.jspecify.annotations.NullMarked;
