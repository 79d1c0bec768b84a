/** What other systems post to be shown live. */
@NullMarked
package dev.concierge.hub.inbound;

import org.jspecify.annotations.NullMarked;
