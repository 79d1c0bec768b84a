/** Which path goes to which service, and what happens to a request on the way there and back. */
@NullMarked
package dev.concierge.gateway.route;

import org.jspecify.annotations.NullMarked;
