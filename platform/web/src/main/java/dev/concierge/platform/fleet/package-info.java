/** Which services there are, from {@code fleet.json}. */
@NullMarked
package dev.concierge.platform.fleet;

import org.jspecify.annotations.NullMarked;
