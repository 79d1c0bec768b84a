/** Jobs of other services, as screens see them. */
@NullMarked
package dev.concierge.hub.job;

import org.jspecify.annotations.NullMarked;
