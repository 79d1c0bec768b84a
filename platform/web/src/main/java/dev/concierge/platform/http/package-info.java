/** Calls to the other services: own token, timeouts, retries, circuit breakers. */
@NullMarked
package dev.concierge.platform.http;

import org.jspecify.annotations.NullMarked;
