/** Requests that tell of something and are refused before anybody reads what: each is counted. */
@NullMarked
package dev.concierge.event.door;

import org.jspecify.annotations.NullMarked;
