/** Calls whose address somebody else chose: webhooks, HTTP calls of journeys, imports, agents. */
@NullMarked
package dev.concierge.platform.outgoing;

import org.jspecify.annotations.NullMarked;
