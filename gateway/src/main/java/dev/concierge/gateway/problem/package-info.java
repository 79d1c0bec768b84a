/** What the gateway answers itself when a request does not reach its service. */
@NullMarked
package dev.concierge.gateway.problem;

import org.jspecify.annotations.NullMarked;
