/** Tells others of committed changes: numbered per location, on topic {@code resources}, then at the hub. */
@NullMarked
package dev.concierge.resource.announcement;

import org.jspecify.annotations.NullMarked;
