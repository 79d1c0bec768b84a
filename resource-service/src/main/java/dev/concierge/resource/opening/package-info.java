/** When an offer is open, by the clock of its place. */
@NullMarked
package dev.concierge.resource.opening;

import org.jspecify.annotations.NullMarked;
