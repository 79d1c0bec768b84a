/** Guests' messages to the assistant, in order, and its answers to their screens, in order and once. */
@NullMarked
package dev.concierge.hub.assistant;

import org.jspecify.annotations.NullMarked;
