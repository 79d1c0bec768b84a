/** What `./concierge` does: start, watch, show and stop the fleet on one machine. */
@NullMarked
package dev.concierge.localstack;

import org.jspecify.annotations.NullMarked;
