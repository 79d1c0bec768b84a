/** Pages that tell what their visitors do, through the gateway. */
@NullMarked
package dev.concierge.e2e.tracking;

import org.jspecify.annotations.NullMarked;
