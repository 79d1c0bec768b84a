/** What the gateway shows of the whole fleet: its health, its documents, its landing page. */
@NullMarked
package dev.concierge.gateway.fleet;

import org.jspecify.annotations.NullMarked;
